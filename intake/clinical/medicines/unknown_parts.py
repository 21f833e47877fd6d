"""Parts of a line that nothing understood, or only a harmless word of them: they are asked, silence is never safe."""
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from intake.clinical.medicines.dosage import UNITS
from intake.clinical.medicines.folding import Token
from intake.clinical.medicines.vocabulary import Vocabulary

_SHORTEST = 4
_MOST_WORDS = 5
# So many unknown words beside one harmless brand, or beside a harmless substance, tell of something else.
_BESIDE_BRAND, _BESIDE_SUBSTANCE = 2, 4


class Understood(NamedTuple):
    """Where a medicine stands, whether it answers for its part (by a tier, a question, a dose), and is a substance."""

    start: int
    end: int
    answers: bool
    is_substance: bool


def unknown_parts(vocabulary: Vocabulary, tokens: Sequence[Token], line: str, understood: Sequence[Understood]
                  ) -> list[str]:
    """The parts of a list, as typed, about which a person must be asked what they are."""
    by_token = {index: each for each in understood for index in range(each.start, each.end)}
    found = []
    for part in _parts(tokens):
        known = list(dict.fromkeys(by_token[index] for index in part if index in by_token))
        rest = [index for index in part if index not in by_token]
        if _is_unknown(vocabulary, tokens, part) if not known else _is_more(vocabulary, tokens, rest, known):
            found.append(line[tokens[part[0]].start:tokens[part[-1]].end])
    return found


def _parts(tokens: Sequence[Token]) -> Iterator[list[int]]:
    part: list[int] = []
    for index, token in enumerate(tokens):
        if token.text in ",;|":
            if part:
                yield part
            part = []
        else:
            part.append(index)
    if part:
        yield part


def _is_unknown(vocabulary: Vocabulary, tokens: Sequence[Token], part: Sequence[int]) -> bool:
    words = [tokens[index].text for index in part if tokens[index].is_word]
    unknown = [word for word in words if word not in vocabulary.plain
               and (len(word) >= _SHORTEST or not word.isascii())]
    return bool(unknown) and len(words) <= _MOST_WORDS


def _is_more(vocabulary: Vocabulary, tokens: Sequence[Token], rest: Sequence[int], known: Sequence[Understood]) -> bool:
    """"pastillas para la sangre espesa": a harmless word was recognised, and most of its part was not."""
    unknown = [index for index in rest if tokens[index].is_word and len(tokens[index].text) >= _SHORTEST
               and not vocabulary.is_common(tokens[index].text)]
    if any(_has_amount(tokens, index) for index in unknown):
        return True
    if any(each.answers for each in known):
        return False
    return len(unknown) >= (_BESIDE_SUBSTANCE if any(each.is_substance for each in known) else _BESIDE_BRAND)


def _has_amount(tokens: Sequence[Token], index: int) -> bool:
    """An unknown word with an amount in a unit behind it, beside a medicine: it is another one."""
    following = tokens[index + 1:index + 3]
    return len(following) == 2 and following[0].text[0].isdigit() and following[1].text in UNITS
