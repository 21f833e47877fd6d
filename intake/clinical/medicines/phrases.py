"""Vague words and look-alikes in the tokens of a line: knowledge/phrases.csv."""
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from intake.clinical.medicines.folding import Token
from intake.clinical.medicines.mention import Mention, Phrase
from intake.clinical.medicines.vocabulary import rows


@lru_cache(maxsize=1)
def _phrases() -> tuple[re.Pattern[str], list[Phrase]]:
    patterns: list[str] = []
    found: list[Phrase] = []
    for row in chain(rows("phrases.csv"), rows("phrases_abroad.csv")):
        pattern, ingredients, classes, level, question, source = row
        patterns.append(f"(?P<p{len(found)}>{pattern})")
        found.append(Phrase(tuple(filter(None, ingredients.split("|"))), tuple(classes.split("|")), level,
                            question, source))
    return re.compile(r"(?<![a-z0-9])(?=[a-z0-9])(?:" + "|".join(patterns) + r")(?![a-z0-9])"), found


def phrases(tokens: Sequence[Token]) -> list[Mention]:
    """Phrases (reading-medicines.md#vague-words, reading-medicines.md#look-alike-names); a hyphen counts as a space."""
    kept = [index for index, token in enumerate(tokens) if token.text != "-"]
    starts: list[int] = []
    text = ""
    for index in kept:
        if text:
            text += " "
        starts.append(len(text))
        text += tokens[index].text
    pattern, known = _phrases()
    found = []
    for match in pattern.finditer(text):
        first = kept[bisect_right(starts, match.start()) - 1]
        last = kept[bisect_right(starts, match.end() - 1) - 1]
        phrase = known[int((match.lastgroup or "p0")[1:])]
        found.append(Mention(first, last + 1, "phrase", phrase=phrase, confidence=0.9))
    return found
