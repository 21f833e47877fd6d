"""One spelling for each character: small, without accents, in Latin letters, digits of any script."""
import re
import unicodedata
from functools import lru_cache

_SPECIAL = str.maketrans({
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "e",
    "µ": "u", "μ": "u",
    "’": "'", "‘": "'", "´": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "™": " ", "®": " ", "©": " ",
    "、": ",", "،": ",", "。": ";", "؛": ";", "।": ";", "؟": "?", "・": "-", "·": "-",
    # Letters of Arabic script that keyboards and countries exchange; the one that only stretches a word goes.
    "\u0640": None, "ی": "ي", "ى": "ي", "ې": "ي", "ک": "ك", "گ": "ك", "پ": "ب", "ڤ": "ف", "ڨ": "ف", "چ": "ج", "ژ": "ز",
    "ة": "ه", "ہ": "ه"})
# Names in Cyrillic and Greek letters, letter by letter as the makers write them in Latin ones.
_TRANSLITERATED = str.maketrans(dict(zip(
    "абвгдезийклмнопрстуфхцыэіґқғңөұүһәјћђ" "αβγδεζηικλμνξοπρστυφχω",
    "abvgdeziiklmnoprstufhcieigkgnouuhajcd" "avgdeziiklmnxoprstifho", strict=True)) | {
    "ж": "zh", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ь": "", "ю": "yu", "я": "ya", "є": "e", "θ": "th",
    "ψ": "ps", "ς": "s", "љ": "lj", "њ": "nj", "џ": "dz", "ѓ": "g", "ќ": "k", "ѕ": "dz"})
# Cyrillic and Greek letters that look like a Latin one, and back again.
_CYRILLIC, _ITS_LATIN = "АВЕКМНОРСТУХІЈЅаеорсухіјѕ", "ABEKMHOPCTYXIJSaeopcyxijs"
_GREEK, _GREEK_LATIN = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορυχ", "ABEZHIKMNOPTYXaopyx"
_TO_LATIN = str.maketrans(_CYRILLIC + _GREEK, _ITS_LATIN + _GREEK_LATIN)
_TO_CYRILLIC = str.maketrans(_ITS_LATIN, _CYRILLIC)
_LOOKS_LATIN = frozenset(_CYRILLIC + _GREEK)
_RUN = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-zA-Z]")
_OTHER = re.compile(r"[\u0370-\u04ff]")


@lru_cache(maxsize=8192)
def fold_character(character: str) -> str:
    """What a character is compared as: mostly one letter, more for a few, nothing for what cannot be seen."""
    kind = unicodedata.category(character)
    if kind == "Cf" or "\ufe00" <= character <= "\ufe0f":
        # Soft hyphens, zero-width spaces and marks of direction come along with pasted text.
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    plain = character.casefold().translate(_SPECIAL)
    plain = unicodedata.normalize("NFKD", plain).casefold().translate(_SPECIAL)
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_TRANSLITERATED)


def fold_characters(text: str) -> str:
    """`text` with each character as it is compared."""
    return "".join(map(fold_character, text))


def one_script(line: str) -> str:
    """`line` with the words that mix look-alike letters in one script, letter for letter: a Cyrillic С in Coumadin."""
    return _RUN.sub(_one_script, line)


def _one_script(match: re.Match[str]) -> str:
    word = match.group()
    other = _OTHER.findall(word)
    if not other or not _LATIN.search(word):
        return word
    return word.translate(_TO_LATIN if _LOOKS_LATIN.issuperset(other) else _TO_CYRILLIC)
