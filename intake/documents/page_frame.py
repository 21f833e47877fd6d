"""The sheet of paper itself: size, margins, running lines and page count on every page."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from intake.documents.styles import HAIRLINE, QUIET

PAGES = {"A4": A4, "Letter": LETTER}
MARGIN, TOP, BOTTOM = 56.0, 42.0, 66.0


@dataclass(frozen=True)
class Running:
    """What stands at the foot of every page: who it is about, the footer line, and the font of the page count."""

    who: Paragraph
    foot: Paragraph
    font: str
    size: float

    def stamp(self, canvas: Canvas, width: float, number: int, total: int) -> None:
        """Draw the foot of one page."""
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, 56, MARGIN + width, 56)
        self.who.drawOn(canvas, MARGIN, 41)
        self.foot.drawOn(canvas, MARGIN, 28)
        canvas.setFillColor(QUIET)
        canvas.setFont(self.font, self.size)
        canvas.drawRightString(MARGIN + width, 43.6, f"Page {number} of {total}")


class CountedCanvas(Canvas):
    """A canvas that writes its pages at the end, when it knows how many there are."""

    running: Running
    _startPage: Callable[[], None]  # ReportLab's own, which its stubs leave out
    _pagesize: tuple[float, float]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keep the page for later."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write the kept pages, each with its number and the total."""
        total = len(self._kept)
        for number, state in enumerate(self._kept, 1):
            self.__dict__.update(state)
            self.running.stamp(self, self._pagesize[0] - 2 * MARGIN, number, total)
            super().showPage()
        super().save()


def press(flow: Sequence[Flowable], *, title: str, size: tuple[float, float], running: Running) -> tuple[bytes, int]:
    """Return the PDF and its number of pages. The same parts give the same bytes: no clock is read."""

    def canvas(*args: Any, **kwargs: Any) -> CountedCanvas:
        made = CountedCanvas(*args, **kwargs)
        made.running = running
        return made

    out = io.BytesIO()
    sheet = BaseDocTemplate(
        out,
        pagesize=size,
        title=title,
        author="",
        creator="Intake",
        lang="en",
        invariant=1,
        initialFontName=running.font,
        initialFontSize=11,
    )
    frame = Frame(MARGIN, BOTTOM, size[0] - 2 * MARGIN, size[1] - TOP - BOTTOM, 0, 0, 0, 0)
    sheet.addPageTemplates(PageTemplate(frames=[frame]))
    sheet.build(list(flow), canvasmaker=canvas)
    return out.getvalue(), sheet.page
