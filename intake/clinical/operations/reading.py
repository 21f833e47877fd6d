"""A typed operation becomes a category: of several the most serious; unknown words are major until someone asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.clinical.operations import circumstances
from intake.clinical.operations.category import (
    ALWAYS_MAJOR,
    CATEGORY_LABELS,
    DAY_CASE,
    MAJOR,
    OFTEN_DAY_CASE,
    SEDATION,
    UNKNOWN_BY_SETTING,
    OperationCategory,
    by_setting,
    depends_on_stay,
    gravity,
    operation_category,
)
from intake.clinical.operations.parts import WHAT_KIND, Part, parts_of, terms_that_count
from intake.clinical.operations.terms import Term
from intake.clinical.operations.words import fold

STAYED = "Home the same day, or did you stay in hospital?"
DONE = "Has it been done, and when?"
WHOSE = "Read as somebody else’s. Was it yours?"


@dataclass(frozen=True, slots=True)
class OperationReading:
    """How a typed operation was read. `question` is what a person should confirm, "" when nothing is open.

    `is_ahead`: planned, called off or refused, and no operation yet. `asks_stay`: whether somebody stayed in hospital
    would make it another category, and nobody said.
    """

    as_written: str
    category: OperationCategory
    matched: str
    sure: bool
    question: str
    is_ahead: bool = False
    asks_stay: bool = False

    @property
    def words(self) -> str:
        """The category in words."""
        return CATEGORY_LABELS[self.category]


def read_operation(what: str, *, setting: str = "", kind: str = "", is_past: bool = False) -> OperationReading:
    """Read an operation typed as `what` into a category of clots.md#categories-of-operations.

    `setting` is "inpatient", "day_case", "local_anaesthetic" or "" (not asked); `kind` is a category the person
    chose, "other", or "" (not asked) and stands before anything read from the words; `is_past`: a day that has passed
    stands beside it, so that words such as "booked" do not make it one to come.
    """
    if chosen := operation_category(kind):
        return OperationReading(what, by_setting(chosen, setting), chosen, True, "",
                                asks_stay=not setting and depends_on_stay(chosen))
    folded = fold(what)
    if circumstances.says_none(folded):
        return OperationReading(what, "not_an_operation", folded, True, "")
    parts = parts_of(what, is_past=is_past)
    if parts and not any(part.counts for part in parts):
        return _none_of_these(what, parts)
    terms = terms_that_count(parts)
    if not terms:
        return _unknown(what, setting or circumstances.setting_in(folded))
    reading = _most_serious(what, terms, folded, setting)
    if reading.category == "not_an_operation" and any(part.is_ahead and part.is_operation for part in parts):
        return replace(reading, sure=False, question=DONE, is_ahead=True)
    return reading


def _none_of_these(what: str, parts: Sequence[Part]) -> OperationReading:
    """Every part lies ahead, is denied or somebody else's."""
    is_ahead = any(part.is_ahead for part in parts)
    words = sorted({word for part in parts for term in part.terms for word in term.words})
    return OperationReading(what, "not_an_operation", " ".join(words) or fold(what), False, DONE if is_ahead else WHOSE,
                            is_ahead=is_ahead)


def _unknown(what: str, setting: str) -> OperationReading:
    """Words nobody knows: the setting decides, and without one it counts as major until someone has asked."""
    category = UNKNOWN_BY_SETTING.get(setting, "major_other")
    return OperationReading(what, category, "", bool(setting), "" if setting else WHAT_KIND, asks_stay=not setting)


def _most_serious(what: str, terms: list[Term], folded: str, setting: str) -> OperationReading:
    """The most serious of the terms, with what the words say of anaesthetic and stay."""
    worst = max(terms, key=lambda term: term.weight)
    matched = " ".join(sorted(worst.words))
    category = _with_anaesthetic(worst.category, folded)
    setting = _setting(setting, folded)
    if worst.is_guess and gravity(category) < MAJOR and not setting:
        # A slip of the pen never makes it milder than words that nobody knows.
        question = f"Is it this: {CATEGORY_LABELS[category]}? {STAYED}"
        return OperationReading(what, "major_other", matched, False, question, asks_stay=True)
    question = _question(worst, category, setting)
    settled = by_setting(category, setting)
    return OperationReading(what, settled, matched, not question, question,
                            asks_stay=not setting and depends_on_stay(settled))


def _setting(setting: str, folded: str) -> str:
    """The setting as chosen, or as the words say it; asleep and local anaesthetic at once is a day case."""
    setting = setting or circumstances.setting_in(folded)
    is_asleep = setting == "local_anaesthetic" and circumstances.was_put_to_sleep(folded)
    return "day_case" if is_asleep else setting


def _question(worst: Term, category: OperationCategory, setting: str) -> str:
    if worst.question:
        return worst.question
    if not setting and category in OFTEN_DAY_CASE:
        return STAYED
    if setting == "local_anaesthetic" and category in ALWAYS_MAJOR | OFTEN_DAY_CASE:
        return f"Read as: {CATEGORY_LABELS[category]}. Was it really under local anaesthetic?"
    return f"Read as: {CATEGORY_LABELS[category]}. Is that right?" if worst.is_guess else ""


def _with_anaesthetic(category: OperationCategory, folded: str) -> OperationCategory:
    """A general anaesthetic makes a small thing, or an examination, a day case at least; sedation one of its own."""
    is_operation = category != "not_an_operation"
    if circumstances.was_under_general(folded) or is_operation and circumstances.was_put_to_sleep(folded):
        return max(DAY_CASE, category, key=gravity)
    if circumstances.was_sedated(folded):
        return max(SEDATION, category, key=gravity)
    return category
