"""The intake form as data: sections, questions and the answers that can be given. One list serves screen and print."""

from collections.abc import Iterator

from intake.clinical.questionnaire.events import EVENTS, MEDICINES_SECTION
from intake.clinical.questionnaire.health import HEALTH
from intake.clinical.questionnaire.pain import CONSENT, CONSENT_TEXT, CONSENT_VERSION, PAIN, WARNING_SIGNS
from intake.clinical.questionnaire.shape import Group, Kind, Opener, Option, Question, Repeat, Section
from intake.clinical.questionnaire.wishes import WISHES

SECTIONS: tuple[Section, ...] = (WISHES, MEDICINES_SECTION, PAIN, WARNING_SIGNS, HEALTH, EVENTS, CONSENT)

__all__ = [
    "CONSENT_TEXT", "CONSENT_VERSION", "SECTIONS", "Group", "Kind", "Opener", "Option", "Question", "Repeat", "Section",
    "any_question", "empty_answers", "repeats", "single_questions",
]


def repeats() -> Iterator[Repeat]:
    """Every repeated part, in the order of the page."""
    for section in SECTIONS:
        for part in section.parts:
            if isinstance(part, Repeat):
                yield part


def any_question(repeat: Repeat) -> Question:
    """The yes/no question that says whether there are any at all of `repeat`."""
    return Question(repeat.none_key, repeat.none_label, Kind.YES_NO, (Option("yes", "Yes"), Option("no", "No")))


def single_questions() -> Iterator[Question]:
    """Every question asked once, the "any at all?" of each repeated part included."""
    for section in SECTIONS:
        for part in section.parts:
            if isinstance(part, Group):
                yield from part.questions
            elif part.none_key:
                yield any_question(part)


def empty_answers() -> dict[str, object]:
    """Answers to a form in which nothing has been asked."""
    answers: dict[str, object] = {q.key: [] if q.kind is Kind.CHOICES else "" for q in single_questions()}
    answers.update({repeat.key: [] for repeat in repeats()})
    return answers
