"""One remark: the words, what they may be about, and the question beside them."""

from dataclasses import dataclass
from typing import Literal

RemarkKind = Literal[
    "medicine", "clot", "operation", "birth", "pregnancy", "rest", "journey", "cancer", "injury", "sign", "bleeding",
]


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody may have said in passing. `part` is the words as written, `question` what is asked beside them."""

    kind: RemarkKind
    part: str
    question: str
