"""Fonts for printed pages: where they are found and which characters each one has.

The base font comes with the packages. Other scripts use fonts that the machine has; none is shipped here.
"""

import os
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import ttf_opensans
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

DEFAULT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")

# Tried in this order when neither the base font nor the font of the character's own script has it.
FALLBACK_STEMS = (
    "DejaVuSans",
    "NotoSans",
    "NotoSansSymbols2",
    "NotoSansSymbols",
    "NotoSansMath",
    "DroidSansFallbackFull",
    "DroidSansFallback",
)

UNKNOWN = "\ufffd"  # stands for what cannot even be named; never drawn as if it were a character
FIRST_PRIVATE, LAST_PRIVATE = 0xE000, 0xF8FF


class PlainFont(TTFont):
    """A font drawn character by character.

    Arabic and Hebrew reach it in the order of the eye; a shaping engine would turn them round again.
    """

    def hbFont(self, fontSize: float = 10) -> object:
        """Refuse a shaping face: ReportLab reads AttributeError as "leave this word as it is"."""
        raise AttributeError("this font is drawn without shaping")


class ShapedFont(TTFont):
    """A font whose letters join and change place (Devanagari, Thai ...), shaped by HarfBuzz."""

    def hbFont(self, fontSize: float = 10) -> object:
        """Return the shaping face; a glyph without a character gets a code that depends on the glyph alone.

        ReportLab hands such codes out in order of first use in the process, so the same visit printed
        after another one would come out with other bytes.
        """
        shaper = super().hbFont(fontSize)
        by_order: Callable[[str, int, int], int] = vars(self)["hbAddPrivate"]
        face: Any = self.face  # its stubs leave out glyphToChar

        def by_glyph(name: str, glyph: int, advance: int) -> int:
            code = FIRST_PRIVATE + glyph
            if code > LAST_PRIVATE or code in face.charToGlyph:
                return by_order(name, glyph, advance)
            face.charToGlyph[code] = glyph
            face.glyphToChar.setdefault(glyph, []).append(code)
            face.charWidths[code] = self.pdfScale(shaper.get_glyph_h_advance(glyph))
            return code

        self.hbAddPrivate = by_glyph
        return shaper


@dataclass(frozen=True)
class Typeface:
    """A registered font: the name ReportLab knows it by, what it covers, whether it is shaped."""

    name: str
    cover: frozenset[int]
    shaped: bool = False

    def has(self, text: str) -> bool:
        """Say whether every character of the text can be drawn."""
        return self.cover.issuperset(map(ord, text))


class BaseFontUnusable(Exception):
    """The font that comes with the packages is missing or damaged: nothing can be printed."""


_lock = threading.Lock()
_loaded: dict[str, Typeface | None] = {}


def load(path: Path, *, shaped: bool = False) -> Typeface | None:
    """Register the font file once in this process; None where ReportLab cannot use it (such as OTF)."""
    key = str(path)
    with _lock:
        if key not in _loaded:
            _loaded[key] = _register(path, shaped)
        return _loaded[key]


def _register(path: Path, shaped: bool) -> Typeface | None:
    # The name is written into the document, so it is the file's stem and never the machine's path.
    name, n = path.stem, 1
    while name in pdfmetrics.getRegisteredFontNames():
        n += 1
        name = f"{path.stem}-{n}"
    try:
        font = (ShapedFont if shaped else PlainFont)(name, str(path))
    except (TTFError, OSError):
        return None
    pdfmetrics.registerFont(font)
    return Typeface(name, frozenset(filter(_is_shared, font.face.charToGlyph)), shaped)


def _is_shared(code: int) -> bool:
    """Leave out private-use codes (each font draws its own signs there) and the sign for "unknown"."""
    return code < FIRST_PRIVATE or LAST_PRIVATE < code < 0xF0000 and code != ord(UNKNOWN)


def _base(path: Path) -> Typeface:
    face = load(path)
    if face is None:
        raise BaseFontUnusable(path.name)
    return face


def script_word(char: str) -> str:
    """Return the script as font files spell it ("Devanagari"), from the character's Unicode name."""
    return unicodedata.name(char, "").partition(" ")[0].title()


class FontFolders:
    """The fonts under some folders of this machine, opened only when a character asks for them."""

    def __init__(self, folders: tuple[str, ...] = DEFAULT_FOLDERS) -> None:
        self.folders = tuple(folders)
        self.regular = _base(ttf_opensans.OPENSANS_REGULAR.path)
        self.bold = _base(ttf_opensans.OPENSANS_SEMIBOLD.path)
        self._files: dict[str, Path] | None = None
        self._by_script: dict[tuple[str, bool], tuple[Typeface, ...]] = {}

    def base(self, bold: bool) -> Typeface:
        """Return the font that everything is set in unless it lacks a character."""
        return self.bold if bold else self.regular

    def _file(self, stem: str) -> Path | None:
        if self._files is None:
            found: dict[str, Path] = {}
            for folder in self.folders:
                for where, below, names in os.walk(folder):
                    below.sort()
                    for name in sorted(names):
                        if name.endswith((".ttf", ".TTF")):
                            found.setdefault(name[:-4], Path(where, name))
            self._files = found
        return self._files.get(stem)

    def _first(self, stems: tuple[str, ...], bold: bool, shaped: bool) -> Typeface | None:
        endings = ("-Bold", "-Regular", "") if bold else ("-Regular", "")
        for stem in stems:
            for ending in endings:
                path = self._file(stem + ending)
                face = path and load(path, shaped=shaped)
                if face:
                    return face
        return None

    def _others(self, script: str, rtl: bool, bold: bool) -> tuple[Typeface, ...]:
        key = (script, bold)
        if key not in self._by_script:
            own = self._first((f"NotoSans{script}", f"NotoSerif{script}"), bold, not rtl) if script else None
            rest = (self._first((stem,), bold, False) for stem in FALLBACK_STEMS)
            self._by_script[key] = tuple(face for face in (own, *rest) if face)
        return self._by_script[key]

    def face_for(self, text: str, bold: bool = False) -> Typeface | None:
        """Return one font that has every character of the text, or None."""
        base = self.base(bold)
        if base.has(text):
            return base
        strange = next(char for char in text if ord(char) not in base.cover)
        rtl = unicodedata.bidirectional(strange) in ("R", "AL", "NSM")
        others = self._others(script_word(strange), rtl, bold)
        return next((face for face in others if face.has(text)), None)


@lru_cache(maxsize=8)
def font_folders(folders: tuple[str, ...] = DEFAULT_FOLDERS) -> FontFolders:
    """Return the fonts under these folders, the same object each time."""
    return FontFolders(folders)
