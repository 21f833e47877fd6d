"""Things on a page that are drawn rather than written: lines, columns, panels, pain bars, tick boxes.

Every number and label in a drawing is also there as text; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

INK, QUIET, TRACK = HexColor("#1d2a2e"), HexColor("#4f5f63"), HexColor("#e3eae9")
BEFORE, AFTER = HexColor("#8aa5a3"), HexColor("#1f5a57")
PAIN_TOP = 10  # the 0-10 numeric scale


class Rule(Flowable):
    """A thin line across the column."""

    def __init__(self, width: float, color: Color) -> None:
        super().__init__()
        self.width, self.height, self.color = width, 1.0, color

    def draw(self) -> None:
        self.canv.setStrokeColor(self.color)
        self.canv.setLineWidth(0.8)
        self.canv.line(0, 0, self.width, 0)


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

    @classmethod
    def of(cls, paragraph: Paragraph) -> BarredParagraph:
        """Return the same words and style as a panel part."""
        return cls("", paragraph.style, bulletText=paragraph.bulletText, frags=paragraph.frags)

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        parts = super().split(avail_width, avail_height)
        for n, part in enumerate(parts):
            part.bar, part.ground = self.bar, self.ground
            part.first, part.last = self.first and n == 0, self.last and n == len(parts) - 1
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

    def __init__(self, label: Sequence[Paragraph], before: int | None, after: int | None, *, width: float,
                 style: ParagraphStyle) -> None:
        super().__init__()
        self.label, self.rows, self.width, self.style = label, (("Before", before), ("After", after)), width, style

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        self.split_at = self.width * 0.38
        self.heights = [paragraph.wrap(self.split_at - 10, avail_height)[1] for paragraph in self.label]
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
