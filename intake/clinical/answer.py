"""Yes, no, and not asked: three answers, all the way down. Nothing else lives here."""
from enum import Enum


class Answer(Enum):
    """One answer of a client. Compare by name (`is Answer.YES`); the truth value is refused on purpose."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = ""

    def __bool__(self) -> bool:
        raise TypeError("an Answer has three values: compare it with Answer.YES, Answer.NO or Answer.NOT_ASKED")

    @classmethod
    def read(cls, value: object) -> "Answer":
        """The answer in a form value (`"yes"`, `True`, `None` …); anything unreadable is not asked, never no."""
        if isinstance(value, Answer):
            return value
        if value is True:
            return cls.YES
        if value is False:
            return cls.NO
        word = str(value or "").strip().lower()
        if word in ("yes", "y", "true", "1"):
            return cls.YES
        return cls.NO if word in ("no", "n", "false", "0") else cls.NOT_ASKED
