"""Client words made ready for a page: cleaned, put in visual order, each word in a font that has it.

Words never pass ReportLab's markup parser: they go in as ready fragments, so "<b>" is three characters.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from arabic_reshaper.arabic_reshaper import ArabicReshaper
from bidi import get_base_level, get_display
from bidi.mirror import MIRRORED
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from intake.documents.fonts import UNKNOWN, FontFolders, Typeface

LONGEST_WORD = 120  # ReportLab breaks a longer word in time that grows with its square
LONGEST_PIECE = 3000  # and so for a paragraph; both keep printing time in proportion to the text
LINE_LIMIT = 240  # a running line never needs more

_MARK = "\u034f"  # a combining mark that shows nothing: it always goes with the character before it
_MIRRORING = re.compile(f"[{re.escape(''.join(MIRRORED))}]")
_MARKED = re.compile(f"{_MARK}({_MIRRORING.pattern})|({_MIRRORING.pattern}){_MARK}")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]")
_PLAIN = re.compile("[\n -~\u00a1-\u00ac\u00ae-\u02ff]*")
_SPACES = re.compile(r"(\s+)")
_JOINERS = "\u200c\u200d"
_WITHOUT_JOINERS = dict.fromkeys(map(ord, _JOINERS))
_reshaper = ArabicReshaper(configuration={"delete_harakat": False})


def clean(text: str) -> str:
    """Return the text without control and invisible formatting characters; line ends become "\\n".

    Zero-width joiners stay: Persian and Indic spelling needs them. Bidirectional overrides go: they can make
    a printed word read as another one. A lone surrogate becomes U+FFFD, which counts as missing.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if _PLAIN.fullmatch(text) else "".join(map(_clean_char, text))


def joined(text: str) -> str:
    """Return the text with its Arabic letters in their joined forms, still in reading order."""
    return _reshaper.reshape(text).translate(_WITHOUT_JOINERS)


def ordered(text: str, direction: str) -> str:
    """Return joined text in the order of the eye for a line of base direction "L" or "R".

    The bidirectional library puts brackets in place but leaves them unmirrored, and does not tell which ones
    stand in a right-to-left run. So each gets a mark behind it: where the mark comes out in front, the run
    was turned round.
    """
    marked = _MIRRORING.sub(lambda found: found[0] + _MARK, text)
    turned = str(get_display(marked, base_dir=direction))
    return _MARKED.sub(lambda found: MIRRORED[found[1]] if found[1] else found[2], turned)


def _clean_char(char: str) -> str:
    if char.isalnum() or char in "\n ":
        return char
    kind = unicodedata.category(char)
    if kind == "Cs":
        return UNKNOWN
    if char in "\t\v\f" or kind in ("Zl", "Zp"):
        return " " if char in "\t\v\f" else "\n"
    if kind == "Cc" or (kind == "Cf" and char not in _JOINERS) or "\ufe00" <= char <= "\ufe0f" or char == _MARK:
        return ""
    return char


def pieces(text: str) -> Iterator[str]:
    """Yield cleaned lines of bounded length whose words have bounded length; blank lines are left out."""
    for line in clean(text).split("\n"):
        words: list[str] = []
        length = 0
        for word in line.split():
            for at in range(0, len(word), LONGEST_WORD):
                part = word[at : at + LONGEST_WORD]
                if length + len(part) > LONGEST_PIECE:
                    yield " ".join(words)
                    words, length = [], 0
                words.append(part)
                length += len(part) + 1
        if words:
            yield " ".join(words)


@dataclass(frozen=True)
class Run:
    """A stretch of text in one font, in the order in which it is drawn."""

    face: Typeface
    text: str


@dataclass
class Lettering:
    """Sets words in the fonts at hand and remembers, in order, the characters that no font has."""

    fonts: FontFolders
    missing: dict[str, None] = field(default_factory=dict)

    def paragraph(
        self, text: str, style: ParagraphStyle, *, width: float, bold: bool = False, bullet: str = ""
    ) -> Paragraph:
        """Return one cleaned line as a Paragraph for a column of that width in points."""
        if _RTL.search(text):
            return self._rtl_paragraph(text, style, width, bold, bullet)
        return self._made([self.runs(text, bold)], style, bullet)

    def single(self, text: str, style: ParagraphStyle, *, width: float, bold: bool = False) -> Paragraph:
        """Return the text as one left-to-right line no wider than `width`; an ellipsis shows a cut."""
        words = " ".join(clean(text[:LINE_LIMIT]).split())
        shown = words + ("…" if len(text) > LINE_LIMIT else "")
        while words and self._width(self._visual(shown), style, bold) > width:
            words = words[: -max(1, len(words) // 12)]
            shown = words + "…"
        return self._made([self.runs(self._visual(shown), bold)], style, "")

    def runs(self, text: str, bold: bool = False) -> list[Run]:
        """Split a line in visual order into stretches of one font; a character without a font is a box."""
        base = self.fonts.base(bold)
        if base.has(text):
            return [Run(base, text)]
        made: list[Run] = []
        for word in _SPACES.split(text):
            for run in self._word(word, bold, base):
                if made and made[-1].face is run.face:
                    made[-1] = Run(run.face, made[-1].text + run.text)
                else:
                    made.append(run)
        return made

    def _word(self, word: str, bold: bool, base: Typeface) -> list[Run]:
        if not word or word.isspace():
            return [Run(base, " ")] if word else []
        face = self.fonts.face_for(word, bold)
        if face and (face.shaped or not set(word) & set(_JOINERS)):
            return [Run(face, word)]
        made: list[Run] = []
        for char in word.translate(_WITHOUT_JOINERS):
            run = self._char(char, bold)
            # ReportLab shapes a whole word with its first font: a space keeps stretches apart.
            gap = bool(made) and made[-1].face is not run.face and (made[-1].face.shaped or run.face.shaped)
            if gap:
                made.append(Run(base, " "))
            if made and made[-1].face is run.face:
                made[-1] = Run(run.face, made[-1].text + run.text)
            else:
                made.append(run)
        return made

    def _char(self, char: str, bold: bool) -> Run:
        face = self.fonts.face_for(char, bold)
        if face:
            return Run(face, char)
        self.missing[char] = None
        return next(Run(found, box) for box in "□◊?" if (found := self.fonts.face_for(box, bold)))

    def _visual(self, text: str) -> str:
        return ordered(joined(text), "L") if _RTL.search(text) else text

    def _width(self, text: str, style: ParagraphStyle, bold: bool) -> float:
        seen = dict(self.missing)
        width = sum(stringWidth(run.text, run.face.name, style.fontSize) for run in self.runs(text, bold))
        self.missing = seen
        return width

    def _rtl_paragraph(self, text: str, style: ParagraphStyle, width: float, bold: bool, bullet: str) -> Paragraph:
        """Break the line in reading order first: a line turned round before breaking reads from its end."""
        direction = "R" if get_base_level(text) else "L"
        if direction == "R" and bullet:
            text, bullet = f"{bullet} {text}", ""
        room = width - style.leftIndent - style.rightIndent - 1
        broken = self._lines(joined(text), style, room, bold)
        lines = [self.runs(ordered(line, direction), bold) for line in broken]
        if direction == "R" and not getattr(style, "keep_left", False):
            style = ParagraphStyle(f"{style.name}-rtl", parent=style, alignment=TA_RIGHT)
        return self._made(lines, style, bullet)

    def _lines(self, text: str, style: ParagraphStyle, room: float, bold: bool) -> Iterator[str]:
        space = stringWidth(" ", style.fontName, style.fontSize)
        line: list[str] = []
        used = 0.0
        for word, wide in self._fitting_words(text, style, room, bold):
            if line and used + space + wide > room:
                yield " ".join(line)
                line, used = [], 0.0
            used += wide + (space if line else 0)
            line.append(word)
        if line:
            yield " ".join(line)

    def _fitting_words(self, text: str, style: ParagraphStyle, room: float, bold: bool) -> Iterator[tuple[str, float]]:
        for word in text.split():
            wide = self._width(word, style, bold)
            step = len(word) if wide <= room else max(1, int(len(word) * room / wide) - 1)
            for at in range(0, len(word), step):
                part = word[at : at + step]
                yield part, wide if step == len(word) else self._width(part, style, bold)

    def _made(self, lines: list[list[Run]], style: ParagraphStyle, bullet: str) -> Paragraph:
        frags = []
        for n, line in enumerate(lines):
            if n:
                frags.append(_frag("", style.fontName, style, lineBreak=True))
            frags += [_frag(run.text, run.face.name, style) for run in line]
        if any(run.face.shaped for line in lines for run in line):
            style = ParagraphStyle(f"{style.name}-shaped", parent=style, shaping=1)
        return Paragraph("", style, bulletText=bullet or None, frags=frags)


def _frag(text: str, font: str, style: ParagraphStyle, **more: object) -> ParaFrag:
    return ParaFrag(
        text=text,
        fontName=font,
        fontSize=style.fontSize,
        textColor=style.textColor,
        bold=0,
        italic=0,
        rise=0,
        greek=0,
        link=[],
        us_lines=[],
        **more,
    )
