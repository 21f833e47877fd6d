"""How the papers look: colours and the few type sizes of all documents."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle

from intake.documents.fonts import FontFolders

INK, QUIET, ACCENT = HexColor("#1d2a2e"), HexColor("#4f5f63"), HexColor("#1f5a57")
HAIRLINE, PANEL = HexColor("#c5d0cf"), HexColor("#f1f5f4")
TRACK, BEFORE, AFTER = HexColor("#e3eae9"), HexColor("#8aa5a3"), HexColor("#1f5a57")


@dataclass(frozen=True)
class Styles:
    """The few type sizes of all documents; `scale` makes a sheet that must fit one page a little smaller."""

    clinic: ParagraphStyle
    small: ParagraphStyle
    title: ParagraphStyle
    heading: ParagraphStyle
    text: ParagraphStyle
    large: ParagraphStyle
    strong: ParagraphStyle
    value: ParagraphStyle
    address: ParagraphStyle
    entry: ParagraphStyle
    item: ParagraphStyle
    note: ParagraphStyle
    care: ParagraphStyle
    urgent: ParagraphStyle
    call: ParagraphStyle
    running: ParagraphStyle
    scale: float


@lru_cache(maxsize=8)
def styles(fonts: FontFolders, scale: float = 1.0) -> Styles:
    """Return the styles in the base font, made once per process and scale."""
    body, strong = fonts.base(False).name, fonts.base(True).name

    def style(size: float, leading: float, *, font: str = body, color: Color = INK, **more: Any) -> ParagraphStyle:
        return ParagraphStyle(
            f"{font} {size} {leading}",
            fontName=font,
            fontSize=size * scale,
            leading=leading * scale,
            textColor=color,
            bulletFontName=body,
            bulletFontSize=size * scale,
            splitLongWords=1,
            allowWidows=0,
            allowOrphans=0,
            **more,
        )

    panel: dict[str, Any] = {"leftIndent": 12, "rightIndent": 8, "spaceAfter": 1.5 * scale}
    return Styles(
        clinic=style(17, 23, font=strong, color=ACCENT),
        small=style(9, 13, color=QUIET),
        title=style(21, 27, font=strong, spaceBefore=10 * scale, spaceAfter=4 * scale),
        heading=style(
            13.5, 19, font=strong, color=ACCENT, spaceBefore=10 * scale, spaceAfter=2 * scale, keepWithNext=1
        ),
        text=style(11, 16, spaceAfter=3 * scale),
        large=style(15, 22, spaceAfter=3 * scale),
        strong=style(11, 16, font=strong, spaceBefore=2 * scale, spaceAfter=1 * scale, keepWithNext=1),
        value=style(11, 16, keep_left=1),
        address=style(11, 15),
        entry=style(10.5, 14),
        item=style(11, 16, leftIndent=15, bulletIndent=3, spaceAfter=2 * scale),
        note=style(9.5, 14, color=QUIET, spaceBefore=8 * scale),
        care=style(11, 16.5, **panel),
        urgent=style(11, 16.5, **panel),
        call=style(19, 27, font=strong, **panel),
        running=style(8.5, 11, color=QUIET),
        scale=scale,
    )
