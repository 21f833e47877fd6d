"""Forms about visits: booking, today's questions, the record, and additions to it."""

from typing import TYPE_CHECKING, Any

from wtforms import Field, ValidationError

from intake.clinical.facts.silence import MATTER_WORDS, NEVER_SKIPPED, Matter
from intake.clinical.questionnaire.answers import REMARKS, read_posted
from intake.clinical.questionnaire.measures import read_measure
from intake.clinical.questionnaire.numbers import SCALE_OF_PAIN
from intake.clinical.questionnaire.pain import SITES
from intake.clinical.questionnaire.visit import PUT, VisitAnswers, read_visit_questions, said_of
from intake.clinical.questionnaire.visit_questions import VISIT_QUESTIONS, VisitQuestion
from intake.clinical.questionnaire.wishes import AREAS
from intake.clinical.techniques import PRESSURE_WORDS
from intake.services.intakes import to_do
from intake.services.visit_summaries import TECHNIQUES_DONE
from intake.services.visits import SoapNote
from intake.web import clock
from intake.web.forms.base import OnceForm, VersionedForm, area, choice, choices, day, whole

if TYPE_CHECKING:
    from intake.clinical.history.remarks import AskedRemark

AREA_CHOICES = [(option.code, option.label) for option in AREAS]
TECHNIQUE_CHOICES = [(code, words[0].upper() + words[1:]) for code, words in TECHNIQUES_DONE.items()]
PRESSURES = [("", "Not noted"), *((str(number), words) for number, words in enumerate(PRESSURE_WORDS))]
SITE_CHOICES = [("", "Place"), *((option.code, option.label) for option in SITES)]
SIDES = [("", "Side"), ("left", "Left"), ("right", "Right"), ("both", "Both"), ("middle", "Middle")]
DENIALS = ("", "no", "never", "not_applicable")
"""Answers that say of nothing that it is there."""
PAIN_ROWS = 8
CODES = frozenset(option.code for option in SITES)
MAY_STOP = ("sign_", "neck_work_pain", "pains")
"""What begins like these may stop a massage: it is kept, whatever else is still open."""


class BookForm(OnceForm):
    """A visit to come."""

    visit_on = day("Day", required="Enter the day.")


class QuestionsField(Field):
    """The questions of a visit and their details, read together. Its data before the post: the questions put."""

    read: VisitAnswers

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the whole post."""
        self.process_errors: list[str] = []
        posted = dict(formdata.lists()) if formdata else {}
        self.reading = read_posted(posted, on=clock.today())
        self.posted = {name: values[0] for name, values in posted.items() if values}
        self.put(data if isinstance(data, tuple) else VISIT_QUESTIONS)
        self.raw_data = None

    def put(self, questions: tuple[VisitQuestion, ...]) -> None:
        """Read what was sent as the answers to these questions."""
        self.read = read_visit_questions(self.posted, self.reading, questions)
        self.given = {question.name: said_of(question, self.posted) for question in questions}
        self.data = self.read.answers


class BeginForm(OnceForm):
    """Today's questions, and why it begins without what is not known."""

    questions = QuestionsField()
    unasked_reason = area("Start without these", limit=1000)

    left_open: tuple[Matter, ...] = ()
    """What is not known with these answers, as the service worked it out."""
    remarks: tuple["AskedRemark", ...] = ()
    """What is written elsewhere and still open with these answers."""

    @classmethod
    def asking(cls, questions: tuple[VisitQuestion, ...]) -> "BeginForm":
        """What was sent, as answers to the questions that were put to this client."""
        return cls(questions=questions)

    @property
    def is_complete(self) -> bool:
        """Whether the visit can begin as far as questions go."""
        return not self.questions.read.open and not self._missing() and not self.remarks

    @property
    def has_news(self) -> bool:
        """Whether something was told that must not be lost because something else is open: a sign, whatever is open."""
        told = {key for key, value in self.questions.data.items() if key not in (PUT, REMARKS) and value not in DENIALS}
        return any(key.startswith(MAY_STOP) for key in told) or bool(told and not self.questions.read.open)

    def problems(self) -> list[tuple[str, str]]:
        """Each field in error; a question nobody asked is one (R66), and what nobody knows (R76)."""
        read = self.questions.read
        unasked = [(question.name, f"Not asked yet: {question.label}") for question in read.open]
        written = [(f"remark-{each.key}", to_do(each)) for each in self.remarks]
        return [*read.problems.items(), *unasked, *self._missing(), *written, *super().problems()]

    def _missing(self) -> list[tuple[str, str]]:
        has_reason = bool((self.unasked_reason.data or "").strip())
        return [(f"known-{matter}", f"Not known yet: {MATTER_WORDS[matter]}") for matter in self.left_open
                if matter in NEVER_SKIPPED or not has_reason]


class PainsField(Field):
    """Pain before and after, place by place; 0–10, whole numbers."""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the rows; what cannot stand keeps its text and gets a message."""
        self.process_errors = []
        self.faults: dict[str, str] = {}
        self.raw_data = None
        if not formdata:
            self.rows = [dict(row) for row in data or []]
        else:
            self.rows = [self._row(formdata, number) for number in range(PAIN_ROWS)]
        self.data = tuple(
            {"site": row["site"], "side": row["side"], "before": _level(row["before"]), "after": _level(row["after"])}
            for row in self.rows if row.get("site") and not self.faults
        )

    def _row(self, formdata: Any, number: int) -> dict[str, str]:
        row = {key: formdata.get(f"pain-{number}-{key}", "").strip() for key in ("site", "side", "before", "after")}
        for key in ("before", "after"):
            if row[key] and _level(row[key]) is None:
                self.faults[f"pain-{number}-{key}"] = "Pain is a whole number from 0 to 10."
        if not row["site"] and (row["before"] or row["after"]):
            self.faults[f"pain-{number}-site"] = "Say where the pain is."
        if row["site"] and row["site"] not in CODES:
            self.faults[f"pain-{number}-site"] = "Choose from the places given here."
        return row

    def pre_validate(self, form: Any) -> None:
        """The messages stand beside the rows; the form as a whole cannot be kept with any of them."""
        if self.faults:
            raise ValidationError("Look at the pain rows.")


def _level(written: Any) -> int | None:
    if isinstance(written, int):
        return written
    level = read_measure(SCALE_OF_PAIN, str(written or ""))
    return int(level) if level is not None and level <= 10 and level == int(level) else None


class NoteForm(OnceForm, VersionedForm):
    """The record of a visit, as a SOAP note."""

    subjective = area("What the client says", limit=4000)
    objective = area("What you find", limit=4000)
    assessment = area("What you make of it", limit=4000)
    treatment_plan = area("What was done, and what comes next", limit=4000)
    areas = choices("Areas worked on", AREA_CHOICES)
    techniques = choices("Techniques", TECHNIQUE_CHOICES)
    pressure = choice("Strongest pressure", PRESSURES)
    minutes = whole("Minutes", minimum=1, maximum=480)
    pains = PainsField()
    beyond_plan_reason = area("Why beyond the plan", limit=1000)
    aftercare = area("Aftercare", limit=4000)
    next_visit_on = day("Next visit")

    def problems(self) -> list[tuple[str, str]]:
        """Each field in error, the pain rows by their own names."""
        rest = [(name, message) for name, message in super().problems() if name != "pains"]
        return [*self.pains.faults.items(), *rest]

    def note(self) -> SoapNote:
        """What was written. Only after the form has been validated."""
        return SoapNote(
            subjective=self.subjective.data or "", objective=self.objective.data or "",
            assessment=self.assessment.data or "", treatment_plan=self.treatment_plan.data or "",
            areas=tuple(self.areas.data or ()), techniques=tuple(self.techniques.data or ()),
            pressure=int(self.pressure.data) if self.pressure.data else None, minutes=self.minutes.data,
            pains=self.pains.data, beyond_plan_reason=self.beyond_plan_reason.data or "",
            aftercare=self.aftercare.data or "", next_visit_on=self.next_visit_on.data,
        )


class AdditionForm(OnceForm):
    """Something added to a recorded visit."""

    text = area("Addition", limit=4000, required="Write what is to be added.")


