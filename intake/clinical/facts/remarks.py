"""What was written where something else is asked, and nobody has answered (R75).

Clinical source: scale.md#words-in-the-wrong-field.
"""

from collections.abc import Mapping
from dataclasses import dataclass

KIND_WORDS: Mapping[str, str] = {
    "sign": "a warning sign", "bleeding": "bleeding easily", "rest": "time in bed or in a cast",
    "medicine": "a medicine", "clot": "a clot", "operation": "an operation", "birth": "a birth",
    "pregnancy": "a pregnancy", "journey": "a long journey", "cancer": "cancer", "injury": "an injury",
}


@dataclass(frozen=True, slots=True)
class OpenRemark:
    """The words as written, what they may be about (a kind such as "clot"), and the question beside them."""

    words: str
    kind: str = ""
    question: str = ""

    @property
    def about(self) -> str:
        """What it may be, in words: "perhaps a clot"."""
        return f"perhaps {KIND_WORDS.get(self.kind, 'something that is asked elsewhere')}"
