"""Words of an operation in one form: no accents, one word for all that mean the same, slips of the pen put right.

`words.csv` has a word and what else people call it, in six languages. A word found through a slip is marked as a guess.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST_SLIP = 5
"""Words of fewer letters are near too many others."""
_OTHER_FIRST_LETTER = 9
"""From this length the first letter may be wrong as well."""
_TWO_SLIPS = 8
_LONGEST = 40
# French for taking out; in English an ablation is another thing.
_TAKEN_OUT = re.compile(r"\bablation (?:du|des?|d|de la|de l)\b")
_SIDES = frozenset(
    "left right lt rt l r both bilateral my the a an of d de du des la le les del della da do der die das den dem am "
    "im el los las il lo was were had".split())
_WORD = re.compile(r"(?:[^\W_]|&)+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})
_SCRAPE = re.compile(r"\bd\s*(?:&|\+|and|n)\s*c\b")
# "back" and "new" of a time, "spinal" of an anaesthetic say nothing of a place or a joint.
_TIME = re.compile(r"\b(?:back (?:in|on|at|then|home|again|to)|(?:came|come|went|go|years?|months?|weeks?|long|way|get|"
                   r"got) back|new year|new years|under (?:a )?spinal|"
                   r"spinal (?:an\w+|block))\b")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the table, or as typed where the table has none. `is_guess`: found through a slip of the pen."""

    text: str
    is_guess: bool = False


def fold(text: str) -> str:
    """Small letters without accents, words parted by single spaces; letters, digits and "&" alone."""
    split = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    plain = "".join(character for character in split if not unicodedata.combining(character))
    return " ".join(_WORD.findall(_SCRAPE.sub(" d&c ", plain)))


def words_of(folded: str) -> list[Word]:
    """The words of a folded text in the one form of the table; sides and articles are left out."""
    plain = [word for word in _TAKEN_OUT.sub("remove", _TIME.sub(" ", folded)).split() if word not in _SIDES]
    return list(_in_one_form([word for each in plain for word in _put_right(each)]))


def _in_one_form(words: list[Word]) -> Iterator[Word]:
    """The longest names first: "gall bladder" before "bladder"."""
    place = 0
    while place < len(words):
        longest = _table().longest.get(words[place].text, 1)
        for length in range(min(longest, len(words) - place), 0, -1):
            group = words[place:place + length]
            if meant := _table().meant.get(" ".join(word.text for word in group)):
                yield from (Word(text, any(word.is_guess for word in group)) for text in meant)
                break
        else:
            length = 1
            yield words[place]
        place += length


def _put_right(word: str) -> tuple[Word, ...]:
    known = _table().known
    if word in known or word in _plain() or not SHORTEST_SLIP <= len(word) <= _LONGEST or not word.isalpha():
        return (Word(word),)
    if word.endswith("s") and word[:-1] in known:
        return (Word(word[:-1]),)
    if pair := _parts_of(word):
        return tuple(map(Word, pair))
    near = _near(word)
    return (Word(near, is_guess=True),) if near else (Word(word),)


@lru_cache(maxsize=4096)
def _parts_of(word: str) -> tuple[str, ...]:
    """Two words of the table written as one, as in German: "Knieprothese"; () where it is none."""
    known = _table().known
    for cut in range(len(word) - 3, 2, -1):
        first, last = word[:cut], word[cut:]
        if last not in known:
            continue
        for begin in (first, first.removesuffix("s"), first.removesuffix("n"), first.removesuffix("en")):
            if len(begin) > 2 and begin in known and len(begin) + len(last) >= _TWO_SLIPS:
                return begin, last
    return ()


@lru_cache(maxsize=4096)
def _near(word: str) -> str:
    """The word of the table that was meant, "" where none is near enough."""
    slips = 2 if len(word) >= _TWO_SLIPS else 1
    candidates = _table().all if len(word) >= _OTHER_FIRST_LETTER else _table().by_letter.get(word[0], ())
    found = process.extractOne(word, candidates, scorer=OSA.distance, score_cutoff=slips)
    return str(found[0]) if found else ""


@dataclass(frozen=True, slots=True)
class _Table:
    """`meant`: a name, the words it stands for; `longest`: by first word, how many words a name may have."""

    meant: Mapping[str, tuple[str, ...]]
    longest: Mapping[str, int]
    known: frozenset[str]
    all: tuple[str, ...]
    by_letter: Mapping[str, tuple[str, ...]]


@cache
def _table() -> _Table:
    meant = {" ".join(_bare(also)): tuple(word.split()) for word, names in _rows() for also in (word, *names)}
    longest: dict[str, int] = {}
    for name in meant:
        first, *rest = name.split()
        longest[first] = max(longest.get(first, 1), 1 + len(rest))
    known = frozenset(word for name in (*meant, *_words_of_terms()) for word in _bare(name)) - {""}
    long = tuple(sorted(word for word in known if len(word) >= SHORTEST_SLIP - 1))
    letters = {letter: tuple(word for word in long if word[0] == letter) for letter in {word[0] for word in long}}
    return _Table(meant, longest, known, long, letters)


def _bare(name: str) -> list[str]:
    return [word for word in fold(name).split() if word not in _SIDES]


def _rows() -> Iterable[tuple[str, list[str]]]:
    with (resources.files("intake.clinical.operations") / "words.csv").open(encoding="utf-8") as rows:
        return [(row["word"], list(filter(None, row["also"].split("|")))) for row in csv.DictReader(rows)]


@cache
def _plain() -> frozenset[str]:
    """Ordinary English words that are a slip away from a word of the table, or made of two, and mean neither."""
    return frozenset((resources.files("intake.clinical.operations") / "plain_words.txt").read_text("utf-8").split())


def _words_of_terms() -> list[str]:
    with (resources.files("intake.clinical.operations") / "operations.csv").open(encoding="utf-8") as rows:
        return [words for row in csv.DictReader(rows) for words in row["words"].split("|")]
