"""Things on a page that are drawn rather than written: lines, columns, panels, pain bars, tick boxes.

Every number and label in a drawing is also there as text; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from intake.documents.styles import AFTER, BEFORE, INK, QUIET, TRACK

PAIN_TOP = 10  # the 0-10 numeric scale


class Rule(Flowable):
    """A thin line across the column."""

    def __init__(self, width: float, color: Color, *, dashed: bool = False) -> None:
        super().__init__()
        self.width, self.height, self.color, self.dashed = width, 1.0, color, dashed

    def draw(self) -> None:
        self.canv.setStrokeColor(self.color)
        self.canv.setLineWidth(0.8)
        if self.dashed:
            self.canv.setDash(4, 3)
        self.canv.line(0, 0, self.width, 0)
        self.canv.setDash()


class Columns(Flowable):
    """Short stacks of paragraphs side by side; each stack fits a page."""

    def __init__(self, stacks: Sequence[Sequence[Paragraph]], step: float, wide: float) -> None:
        super().__init__()
        self.stacks, self.step, self.wide = stacks, step, wide

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.heights = [[paragraph.wrap(self.wide, avail_height)[1] for paragraph in stack] for stack in self.stacks]
        self.height = max((sum(heights) for heights in self.heights), default=0) + 4
        return avail_width, self.height

    def draw(self) -> None:
        for n, (stack, heights) in enumerate(zip(self.stacks, self.heights, strict=True)):
            y = self.height
            for paragraph, height in zip(stack, heights, strict=True):
                y -= height
                paragraph.drawOn(self.canv, n * self.step, y)


class BarredParagraph(Paragraph):
    """A paragraph on a tinted ground with a bar at its left; neighbours join into one panel."""

    first = last = True
    bar = ground = INK
    PAD = 5.0
    GAP = 4.0

    @classmethod
    def of(cls, paragraph: Paragraph) -> BarredParagraph:
        """Return the same words and style as a panel part."""
        return cls("", paragraph.style, bulletText=paragraph.bulletText, frags=paragraph.frags)

    def getSpaceBefore(self) -> float:
        """Leave room above the panel for its ground."""
        return self.PAD + self.GAP if self.first else 0

    def getSpaceAfter(self) -> float:
        """Leave room below the panel for its ground."""
        return 2 * self.PAD + self.GAP if self.last else self.style.spaceAfter

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        parts = super().split(avail_width, avail_height)
        own = [part for part in parts if isinstance(part, BarredParagraph)]  # ReportLab makes parts of the same class
        for n, part in enumerate(own):
            part.bar, part.ground = self.bar, self.ground
            part.first, part.last = self.first and n == 0, self.last and n == len(own) - 1
        return parts

    def draw(self) -> None:
        canvas = self.canv
        above = self.PAD if self.first else 0
        below = self.PAD if self.last else self.style.spaceAfter
        canvas.saveState()
        canvas.setFillColor(self.ground)
        canvas.rect(0, -below, self.width, self.height + above + below, stroke=0, fill=1)
        canvas.setFillColor(self.bar)
        canvas.rect(0, -below, 3.2, self.height + above + below, stroke=0, fill=1)
        canvas.restoreState()
        super().draw()


class PainBars(Flowable):
    """Pain at one place before and after, as two bars on the 0-10 scale with their numbers in words."""

    ROW = 14.0
    LABEL = 0.36  # of the width
    BAR_AT = 0.38

    def __init__(
        self,
        label: Sequence[Paragraph],
        before: int | None,
        after: int | None,
        *,
        width: float,
        style: ParagraphStyle,
    ) -> None:
        super().__init__()
        self.label, self.rows, self.width, self.style = (
            label,
            (("Before", before), ("After", after)),
            width,
            style,
        )

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.split_at = self.width * self.BAR_AT
        self.heights = [paragraph.wrap(self.width * self.LABEL, avail_height)[1] for paragraph in self.label]
        self.height = max(sum(self.heights), 2 * self.ROW) + 6
        return self.width, self.height

    def draw(self) -> None:
        y = self.height
        for paragraph, height in zip(self.label, self.heights, strict=True):
            y -= height
            paragraph.drawOn(self.canv, 0, y)
        for n, (name, score) in enumerate(self.rows):
            self._bar(name, score, self.height - (n + 1) * self.ROW)

    def _bar(self, name: str, score: int | None, y: float) -> None:
        canvas, size = self.canv, 9.5
        left = self.split_at + 44
        long = self.width - left - 62
        canvas.setFont(self.style.fontName, size)
        canvas.setFillColor(QUIET)
        canvas.drawString(self.split_at, y + 2.5, name)
        canvas.setFillColor(TRACK)
        canvas.roundRect(left, y + 1.5, long, 8, 4, stroke=0, fill=1)
        if score:
            canvas.setFillColor(BEFORE if name == "Before" else AFTER)
            canvas.roundRect(left, y + 1.5, max(8, long * min(score, PAIN_TOP) / PAIN_TOP), 8, 4, stroke=0, fill=1)
        canvas.setFillColor(INK)
        words = "not asked" if score is None else f"{score} of {PAIN_TOP}"
        canvas.drawString(left + long + 9, y + 2.5, words)


class TickBox(Flowable):
    """An empty square to tick, and what ticking it says."""

    def __init__(self, words: Sequence[Paragraph], *, width: float) -> None:
        super().__init__()
        self.words, self.width = words, width

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.heights = [paragraph.wrap(self.width - 22, avail_height)[1] for paragraph in self.words]
        self.height = sum(self.heights) + 5
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(1)
        self.canv.rect(1, self.height - 14, 11, 11, stroke=1, fill=0)
        y = self.height
        for paragraph, height in zip(self.words, self.heights, strict=True):
            y -= height
            paragraph.drawOn(self.canv, 22, y)


class WritingLine(Flowable):
    """A named line to write on by hand."""

    def __init__(self, name: str, *, width: float, style: ParagraphStyle, indent: float = 0) -> None:
        super().__init__()
        self.name, self.width, self.height, self.style, self.indent = name, width, 30.0, style, indent

    def draw(self) -> None:
        self.canv.setFont(self.style.fontName, 9.5)
        self.canv.setFillColor(QUIET)
        self.canv.drawString(0, 7, self.name)
        self.canv.setStrokeColor(QUIET)
        self.canv.setLineWidth(0.6)
        self.canv.line(self.indent or self.canv.stringWidth(self.name, self.style.fontName, 9.5) + 8, 5, self.width, 5)


class Marker(Flowable):
    """A place that the contents lead to: it notes its page number and names itself in the reader's outline."""

    def __init__(self, key: str, words: str, pages: dict[str, int]) -> None:
        super().__init__()
        self.key, self.words, self.pages, self.width, self.height = key, words, pages, 0, 0

    def draw(self) -> None:
        self.pages[self.key] = self.canv.getPageNumber()
        self.canv.bookmarkHorizontal(self.key, 0, 30)
        self.canv.addOutlineEntry(self.words, self.key)


class ContentsLine(Flowable):
    """One line of contents, all of it a link; its height never depends on the page number."""

    def __init__(
        self, words: Paragraph, tier: str, page: int | None, key: str, *, width: float, style: ParagraphStyle
    ) -> None:
        super().__init__()
        self.words, self.tier, self.page, self.key = words, tier, page, key
        self.width, self.height, self.style = width, style.leading, style

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.words.wrap(self.width, avail_height)
        return self.width, self.height

    def draw(self) -> None:
        self.words.drawOn(self.canv, 0, 0)
        self.canv.setFont(self.style.fontName, 9.5)
        self.canv.setFillColor(QUIET)
        self.canv.drawRightString(self.width - 40, 3.4, self.tier)
        self.canv.drawRightString(self.width, 3.4, "" if self.page is None else str(self.page))
        self.canv.linkRect("", self.key, (0, 0, self.width, self.height), relative=1)
