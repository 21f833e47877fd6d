"""Words of any field become remarks."""

from datetime import date

from intake.clinical.remarks.remark import Remark


def remarks_in(text: str, *, field: str = "", on: date | None = None, country: str | None = None) -> list[Remark]:
    """What `text` says that its field does not ask for, in the order of the words; at most one of a kind.

    `field` is a code of questionnaire or visit ("reason", "goals", "allergies" …; "" = any): what a field asks for
    itself is no remark in it. `on` is the day on which it was said, `country` a code such as UK for names that differ.
    """
    return []
