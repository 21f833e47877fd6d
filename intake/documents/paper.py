"""The sheet every document is printed on: page frame, type sizes, running lines, page count.

It knows nothing of visits or letters. Words of a client go in by `Paper` methods only, never as markup.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer

from intake.documents.drawings import BarredParagraph, Columns, PainBars, Rule
from intake.documents.fonts import FontFolders, font_folders
from intake.documents.lettering import Lettering, pieces

PAGES = {"A4": A4, "Letter": LETTER}
FOOTER = "Supports a trained person. It does not diagnose. No clinician has yet signed the rules off."
BOX = "□"

INK, QUIET, ACCENT = HexColor("#1d2a2e"), HexColor("#4f5f63"), HexColor("#1f5a57")
HAIRLINE, PANEL = HexColor("#c5d0cf"), HexColor("#f1f5f4")

MARGIN = 56.0
TOP, BOTTOM = 42.0, 66.0
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")
# Facts above this length are set as running text, so that a grid cell always fits a page.
LONGEST_FACT = 300
NOTED_MISSING = 24


@dataclass(frozen=True)
class Letterhead:
    """The clinic as it signs its papers."""

    name: str
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Printed:
    """A finished document, and the characters in it that no font on this machine has (each once, in order)."""

    pdf: bytes
    missing: tuple[str, ...] = ()
    pages: int = 1


def in_words(day: date) -> str:
    """Return a date as people write it, independent of the server's language: 5 March 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True)
class Styles:
    """The few type sizes of all documents; `scale` makes a sheet that must fit one page a little smaller."""

    clinic: ParagraphStyle
    small: ParagraphStyle
    title: ParagraphStyle
    heading: ParagraphStyle
    text: ParagraphStyle
    value: ParagraphStyle
    item: ParagraphStyle
    note: ParagraphStyle
    panel: ParagraphStyle
    urgent: ParagraphStyle
    running: ParagraphStyle
    scale: float


@lru_cache(maxsize=8)
def styles(fonts: FontFolders, scale: float = 1.0) -> Styles:
    """Return the styles in the base font, made once per process and scale."""
    body, strong = fonts.base(False).name, fonts.base(True).name

    def style(name: str, size: float, leading: float, *, font: str = body, color: Color = INK,
              **more: object) -> ParagraphStyle:
        return ParagraphStyle(name, fontName=font, fontSize=size * scale, leading=leading * scale, textColor=color,
                              bulletFontName=body, bulletFontSize=size * scale, splitLongWords=1, allowWidows=0,
                              allowOrphans=0, **more)

    return Styles(
        clinic=style("clinic", 17, 23, font=strong, color=ACCENT),
        small=style("small", 9, 13, color=QUIET),
        title=style("title", 21, 27, font=strong, spaceBefore=10 * scale, spaceAfter=4 * scale),
        heading=style("heading", 13.5, 19, font=strong, color=ACCENT, spaceBefore=10 * scale, spaceAfter=2 * scale,
                      keepWithNext=1),
        text=style("text", 11, 16, spaceAfter=3 * scale),
        value=style("value", 11, 16, keep_left=True),
        item=style("item", 11, 16, leftIndent=15, bulletIndent=3, spaceAfter=2 * scale),
        note=style("note", 9.5, 14, color=QUIET, spaceBefore=8 * scale),
        panel=style("panel", 11, 16.5, leftIndent=12, rightIndent=8, spaceAfter=1.5 * scale),
        urgent=style("urgent", 11.5, 17, leftIndent=12, rightIndent=8, spaceAfter=2 * scale),
        running=style("running", 8.5, 11, color=QUIET),
        scale=scale,
    )


class _CountedCanvas(Canvas):
    """A canvas that writes its pages at the end, when it knows how many there are."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._kept: list[dict] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's own name
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        total = len(self._kept)
        for number, state in enumerate(self._kept, 1):
            self.__dict__.update(state)
            self.stamp(self, number, total)
            super().showPage()
        super().save()


class Paper:
    """One document being written. Add parts in reading order, then call `printed`."""

    def __init__(self, letterhead: Letterhead, person: str, *, title: str, fonts: FontFolders | None = None,
                 page: str = "A4", scale: float = 1.0) -> None:
        self.letterhead, self.person, self.title = letterhead, person, title
        self.size = PAGES[page]
        self.width = self.size[0] - 2 * MARGIN
        self.lettering = Lettering(fonts or font_folders())
        self.styles = styles(self.lettering.fonts, scale)
        self.flow: list[Flowable] = []

    def head(self) -> None:
        """Put the clinic's name, address and telephone at the top, over a thin line."""
        s = self.styles
        self._lines(self.letterhead.name, s.clinic, bold=True)
        contact = "  ·  ".join(part for part in (self.letterhead.address, self.letterhead.phone) if part.strip())
        self._lines(" · ".join(contact.splitlines()), s.small)
        self.flow += [Spacer(1, 7 * s.scale), Rule(self.width, HAIRLINE)]

    def heading(self, text: str) -> None:
        """Add a heading that stays with what follows it."""
        self._lines(text, self.styles.heading, bold=True)

    def main_title(self, text: str) -> None:
        """Add the name of the document, once, in the largest type."""
        self._lines(text, self.styles.title, bold=True)

    def text(self, text: str) -> None:
        """Add running text; each line of it becomes a paragraph."""
        self._lines(text, self.styles.text)

    def strong(self, text: str) -> None:
        """Add running text in the heavier weight."""
        self._lines(text, self.styles.text, bold=True)

    def item(self, text: str) -> None:
        """Add one entry of a list."""
        self._lines(text, self.styles.item, bullet="•")

    def note(self, text: str) -> None:
        """Add small print."""
        self._lines(text, self.styles.note)

    def panel(self, lead: str, text: str, *, urgent: bool = False) -> None:
        """Add a quiet panel with a bar at its side: a leading word in the heavier weight, then the text."""
        style = self.styles.urgent if urgent else self.styles.panel
        parts = [(lead, True)] * bool(lead.strip()) + [(line, False) for line in pieces(text)]
        made = [BarredParagraph.of(self.lettering.paragraph(line, style, width=self.width, bold=bold))
                for part, bold in parts for line in pieces(part)]
        if made:
            self.flow.append(Spacer(1, 4 * self.styles.scale))
        for n, paragraph in enumerate(made):
            paragraph.first, paragraph.last = n == 0, n == len(made) - 1
            paragraph.bar, paragraph.ground = (INK if urgent else ACCENT), PANEL
            paragraph.keepWithNext = int(n == 0 and len(made) > 1)
        if made:
            self.flow += [*made, Spacer(1, 7 * self.styles.scale)]

    def facts(self, pairs: Sequence[tuple[str, str]], columns: int = 2) -> None:
        """Add named facts side by side; a long one becomes running text below its name."""
        short = [(name, value) for name, value in pairs if len(value) <= LONGEST_FACT]
        for at in range(0, len(short), columns):
            self._fact_row(short[at:at + columns], columns)
        for name, value in pairs:
            if len(value) > LONGEST_FACT:
                self._lines(name, self.styles.small)
                self.text(value)

    def _fact_row(self, row: Sequence[tuple[str, str]], columns: int) -> None:
        s = self.styles
        wide = self.width / columns - 8
        cells = [[*self.made(name, s.small, width=wide), *self.made(value, s.value, width=wide)] for name, value in row]
        self.flow.append(Columns(cells, self.width / columns, wide))

    def made(self, text: str, style: ParagraphStyle, *, width: float, bold: bool = False,
             bullet: str = "") -> list[Paragraph]:
        """Return the paragraphs of a text for a column of that width, without adding them."""
        return [self.lettering.paragraph(line, style, width=width, bold=bold, bullet=bullet if n == 0 else "")
                for n, line in enumerate(pieces(text))]

    def pain(self, where: str, before: int | None, after: int | None) -> None:
        """Add the pain at one place before and after as bars with their numbers."""
        label = self.made(where[:LONGEST_FACT], self.styles.text, width=self.width * 0.38 - 10)
        self.flow.append(PainBars(label, before, after, width=self.width, style=self.styles.text))

    def add(self, flowable: Flowable) -> None:
        """Add a drawing."""
        self.flow.append(flowable)

    def _lines(self, text: str, style: ParagraphStyle, *, bold: bool = False, bullet: str = "") -> None:
        self.flow += self.made(text, style, width=self.width, bold=bold, bullet=bullet)

    def _missing_note(self) -> None:
        absent = list(self.lettering.missing)
        if absent:
            codes = ", ".join(f"U+{ord(char):04X}" for char in absent[:NOTED_MISSING])
            more = f" and {len(absent) - NOTED_MISSING} more" if len(absent) > NOTED_MISSING else ""
            self.note(f"A box stands for a character that could not be printed here: {codes}{more}.")

    def printed(self) -> Printed:
        """Return the document. The same parts give the same bytes; no clock is read."""
        running = self._running_lines()
        self._missing_note()
        left, width = MARGIN, self.width

        def stamp(canvas: Canvas, number: int, total: int) -> None:
            canvas.setStrokeColor(HAIRLINE)
            canvas.setLineWidth(0.6)
            canvas.line(left, 56, left + width, 56)
            who, foot = running
            who.drawOn(canvas, left, 41)
            foot.drawOn(canvas, left, 28)
            canvas.setFillColor(QUIET)
            canvas.setFont(self.styles.running.fontName, 8.5)
            canvas.drawRightString(left + width, 43.6, f"Page {number} of {total}")

        pages = [0]

        class StampedCanvas(_CountedCanvas):
            def stamp(self, canvas: Canvas, number: int, total: int) -> None:
                pages[0] = total
                stamp(canvas, number, total)

        out = io.BytesIO()
        base = self.styles.text.fontName
        sheet = BaseDocTemplate(out, pagesize=self.size, title=self.title, author="", creator="Intake", lang="en",
                                invariant=1, initialFontName=base, initialFontSize=11)
        frame = Frame(left, BOTTOM, width, self.size[1] - TOP - BOTTOM, 0, 0, 0, 0)
        sheet.addPageTemplates(PageTemplate(frames=[frame]))
        sheet.build(self.flow, canvasmaker=StampedCanvas)
        return Printed(out.getvalue(), tuple(self.lettering.missing), pages[0])

    def _running_lines(self) -> tuple[Paragraph, Paragraph]:
        style = styles(self.lettering.fonts).running
        parts = (self.letterhead.name, self.person)
        who = self.lettering.single("  ·  ".join(part for part in parts if part.strip()), style, width=self.width - 80)
        foot = self.lettering.single(FOOTER, style, width=self.width)
        for line in (who, foot):
            line.wrap(self.width, 100)
        return who, foot
