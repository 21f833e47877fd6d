"""What was written where something else is asked, and nobody has answered (R75).

Clinical source: scale.md#words-in-the-wrong-field.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenRemark:
    """The words as written, what they may be about (a kind such as "clot"), and the question beside them."""

    words: str
    kind: str = ""
    question: str = ""
