"""Names of people, folded for finding and compared for doubles. What was typed is kept elsewhere, untouched."""

import re
import unicodedata

from rapidfuzz.distance import DamerauLevenshtein

from intake.clinical.people.short_names import may_be_short_for

# Letters that decompose into nothing plainer, as people type them without the key.
PLAINER = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
                         "ħ": "h", "ŧ": "t", "ŋ": "n"})
ACCENTS_FROM = 10
"""Unicode combining classes below this are parts of letters (Indian and Japanese), not accents over them."""
APOSTROPHES = re.compile(r"['’ʼ`]")
JOINS = re.compile(r"[-'’ʼ`‐‑]")


def fold(text: str) -> str:
    """`text` as it is searched for: small letters, no accents, single spaces, no invisible characters."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(PLAINER)
    kept = (c for c in plain if unicodedata.combining(c) < ACCENTS_FROM and unicodedata.category(c) != "Cf")
    return " ".join("".join(kept).split())


def words(text: str) -> list[str]:
    """The words of a name or query, folded, in order, each once."""
    # Vowel signs of many scripts are marks and no letters for `re`, so words are parted here by hand.
    parted = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in fold(text))
    return list(dict.fromkeys("".join(parted).split()))


def words_to_find_by(text: str) -> set[str]:
    """As `words`, and names that a hyphen or apostrophe parts also in one: O'Brien by "brien" and by "obrien"."""
    return {*words(text), *words(JOINS.sub("", text)), *words(APOSTROPHES.sub("", text))}


def are_similar(one: str, other: str) -> bool:
    """Whether two full names may be one person's: same words in any order, initials, or a slip of the keyboard.

    Meant for people born on the same day, so it would rather ask once too often.
    """
    mine, theirs = words(one), words(other)
    if not mine or not theirs:
        return False
    shorter, longer = sorted((mine, theirs), key=len)
    matched = sum(any(_same_word(word, each) for each in longer) for word in shorter)
    return matched >= max(1, len(shorter) - (len(shorter) > 2)) or _slip(" ".join(mine), " ".join(theirs))


def may_sign_as(signed: str, name: str) -> bool:
    """Whether `signed` is likely how the person called `name` signs: every word of the shorter is a word of the other.

    Order, accents, case, initials, short forms, slips, middle names left out are alike. One shared word beside one that
    is not (a family name alone) is unlike: a mother signs so, or somebody newly married. It is then asked about.
    """
    shorter, longer = sorted((words(signed), words(name)), key=len)
    if not shorter:
        return False
    matched = sum(any(_same_word(word, each) or may_be_short_for(word, each) for each in longer) for word in shorter)
    return matched == len(shorter) or _slip("".join(shorter), "".join(longer))


def is_same(one: str, other: str) -> bool:
    """Whether two full names are the same words, in any order, however they are accented or written large."""
    return bool(words(one)) and set(words(one)) == set(words(other))


def _same_word(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other or _slip(one, other)


def _slip(one: str, other: str) -> bool:
    longest = max(len(one), len(other))
    return longest > 3 and DamerauLevenshtein.distance(one, other) <= (1 if longest < 7 else 2)
