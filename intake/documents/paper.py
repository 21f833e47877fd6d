"""One document being written: headings, texts, facts, lists and panels, in the clinic's letterhead.

It knows nothing of visits or letters. Words of a client go in by `Paper` methods only, never as markup.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer

from intake.clinical.screening.rule_book import sign_off
from intake.documents.drawings import BarredParagraph, Columns, Rule, TickBox, WritingLine
from intake.documents.fonts import FontFolders, font_folders
from intake.documents.lettering import Lettering, pieces
from intake.documents.page_frame import MARGIN, PAGES, Running, press
from intake.documents.styles import ACCENT, HAIRLINE, INK, PANEL, QUIET, styles

FOOTER = f"Supports a trained person. It does not diagnose. {sign_off()}"
HEAVIER = {"clinic", "title", "heading", "strong", "call"}
PANELS = {"care": ACCENT, "urgent": INK, "call": INK}
# A longer fact is set as running text, so that a row of facts always fits a page.
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
    """A finished document, and the characters in it that no font here has (each once, in order)."""

    pdf: bytes
    missing: tuple[str, ...] = ()
    pages: int = 1


def fact_line(name: str, value: str) -> str:
    """Return a fact in one line: its name, and what there is to say of it."""
    said = " ".join(value.split())
    return f"{name}: {said}" if said else name


class Block(NamedTuple):
    """One part of a document as plain data: its kind, its text, and for facts and the like the name of it."""

    kind: str
    text: str
    name: str = ""


def lines(kind: str, text: str) -> list[Block]:
    """Return each line of a text that says something as a block of this kind."""
    return [Block(kind, line.strip()) for line in text.splitlines() if line.strip()]


def facts_of(pairs: Iterable[tuple[str, str]]) -> list[Block]:
    """Return names with their values as facts; those without a value are left out."""
    return [Block("fact", value, name) for name, value in pairs if value.strip()]


class Paper:
    """One document being written. Add parts in reading order, then call `printed`."""

    def __init__(
        self,
        letterhead: Letterhead,
        person: str,
        *,
        title: str,
        fonts: FontFolders | None = None,
        page: str = "A4",
        scale: float = 1.0,
    ) -> None:
        self.letterhead, self.person, self.title = letterhead, person, title
        self.size = PAGES[page]
        self.width = self.size[0] - 2 * MARGIN
        self.lettering = Lettering(fonts or font_folders())
        self.styles = styles(self.lettering.fonts, scale)
        self.flow: list[Flowable] = []
        self._head()

    def _head(self) -> None:
        self.put("clinic", self.letterhead.name)
        parts = (" · ".join(part.splitlines()) for part in (self.letterhead.address, self.letterhead.phone))
        self.put("small", " · ".join(part for part in parts if part.strip()))
        self.flow += [Spacer(1, 7 * self.styles.scale), Rule(self.width, HAIRLINE)]

    def put(self, kind: str, text: str) -> None:
        """Add one block by its kind: a style of `look`, or tick, line, gap or cut; others are an AttributeError."""
        if kind in PANELS:
            self.panel(kind, "", text)
        elif kind == "tick":
            self.flow.append(TickBox(self.made("text", text, width=self.width - 22), width=self.width))
        elif kind == "line":
            self.flow.append(WritingLine(text, width=self.width, style=self.styles.text))
        elif kind == "gap":
            self.flow.append(Spacer(1, self.styles.text.leading * 0.7))
        elif kind == "cut":
            self.flow += [Spacer(1, 10), Rule(self.width, QUIET, dashed=True), Spacer(1, 2)]
        else:
            self.flow += self.made(kind, text, width=self.width, bullet="•" if kind == "item" else "")

    def put_all(
        self, parts: Sequence[Block], drawn: Mapping[str, Callable[[Block], None]] | None = None
    ) -> None:
        """Add blocks in order; neighbouring facts stand side by side, neighbouring urgent lines in one panel.

        `drawn` names the kinds that a document draws in its own way.
        """
        own = drawn or {}
        for kind, group in groupby(parts, key=attrgetter("kind")):
            blocks = list(group)
            if kind == "fact":
                self.facts([(block.name, block.text) for block in blocks])
            elif kind == "urgent":
                self.put(kind, "\n".join(block.text for block in blocks))
            else:
                for block in blocks:
                    own.get(kind, self._put_block)(block)

    def _put_block(self, block: Block) -> None:
        self.put(block.kind, block.text)

    def made(self, kind: str, text: str, *, width: float, bullet: str = "") -> list[Paragraph]:
        """Return the paragraphs of a text in the style of its kind, for a column of that width."""
        style: ParagraphStyle = getattr(self.styles, kind)
        return [
            self.lettering.paragraph(line, style, width=width, bold=kind in HEAVIER, bullet=bullet if n == 0 else "")
            for n, line in enumerate(pieces(text))
        ]

    def panel(self, kind: str, lead: str, text: str) -> None:
        """Add a quiet panel with a bar at its side: a leading word in the heavier weight, then the text."""
        style: ParagraphStyle = getattr(self.styles, kind)
        parts = [(line, True) for line in pieces(lead)]
        parts += [(line, kind in HEAVIER) for line in pieces(text)]
        made = [
            BarredParagraph.of(self.lettering.paragraph(line, style, width=self.width, bold=bold))
            for line, bold in parts
        ]
        for n, paragraph in enumerate(made):
            paragraph.first, paragraph.last = n == 0, n == len(made) - 1
            paragraph.bar, paragraph.ground = PANELS[kind], PANEL
            paragraph.keepWithNext = int(n == 0 and len(made) > 1)
        self.flow += made

    def facts(self, pairs: Sequence[tuple[str, str]], columns: int = 2) -> None:
        """Add named facts side by side; a long one becomes running text below its name."""
        short = [(name, value) for name, value in pairs if len(value) <= LONGEST_FACT]
        wide = self.width / columns - 8
        for at in range(0, len(short), columns):
            cells = [
                [*self.made("small", name, width=wide), *self.made("value", value, width=wide)]
                for name, value in short[at : at + columns]
            ]
            self.flow.append(Columns(cells, self.width / columns, wide))
        for name, value in pairs:
            if len(value) > LONGEST_FACT:
                self.put("small", name)
                self.put("text", value)

    def add(self, flowable: Flowable) -> None:
        """Add a drawing."""
        self.flow.append(flowable)

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self.flow.append(PageBreak())

    def together(self, start: int) -> None:
        """Keep all parts added since `start` (a length of `flow`) on one page where they fit one."""
        self.flow[start:] = [KeepTogether(self.flow[start:])]

    def _missing_note(self) -> None:
        absent = list(self.lettering.missing)
        if absent:
            codes = ", ".join(f"U+{ord(char):04X}" for char in absent[:NOTED_MISSING])
            more = f" and {len(absent) - NOTED_MISSING} more" if len(absent) > NOTED_MISSING else ""
            self.put("note", f"A box stands for a character that could not be printed here: {codes}{more}.")

    def printed(self) -> Printed:
        """Return the document. The same parts give the same bytes."""
        running = self._running()
        self._missing_note()
        pdf, pages = press(self.flow, title=self.title, size=self.size, running=running)
        return Printed(pdf, tuple(self.lettering.missing), pages)

    def _running(self) -> Running:
        style = styles(self.lettering.fonts).running
        who = " · ".join(part for part in (self.letterhead.name, self.person) if part.strip())
        above = self.lettering.single(who, style, width=self.width - 80)
        foot = self.lettering.single(FOOTER, style, width=self.width)
        for line in (above, foot):
            line.wrap(self.width, 100)
        return Running(above, foot, style.fontName, style.fontSize)
