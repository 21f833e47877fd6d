"""The intake form: parses and checks a post. The page is drawn by `intake.web.intake_page`, from plain data."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import Field
from wtforms.widgets import HiddenInput

from intake.clinical.questionnaire import repeats
from intake.clinical.questionnaire.answers import FormReading, lines_of, read_posted, with_lines
from intake.web import clock
from intake.web.forms.base import NotAfter, OnceForm, VersionedForm, area, day, is_blank, line, press

STROKES = 400
POINTS = 20_000
LONGEST_LIST = 20_000
SIGNERS = [("self", "The client"), ("parent", "Parent"), ("guardian", "Guardian"), ("carer", "Carer"),
           ("other", "Other")]
MUST_AGREE = ("consent_massage", "consent_records")


class AnswersField(Field):
    """Every question of the intake at once, read by `clinical.answers`: a field each would cost fifty times as much."""

    reading: FormReading

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the whole post. A pasted list of medicines becomes rows, a line each."""
        self.process_errors: list[str] = []
        posted = dict(formdata.lists()) if formdata else {}
        pasted = "".join(posted.get("medicines_pasted", [])[:1])
        if pasted and len(pasted) <= LONGEST_LIST:
            posted = with_lines(posted, "medicines", "text", lines_of(pasted))
        self.reading = read_posted(posted, on=clock.today())
        self.data = self.reading.answers
        self.raw_data = None


class SignatureField(Field):
    """Strokes drawn on the page, as JSON lists of [x, y] from 0 to 1000; None where nothing was drawn."""

    widget = HiddenInput()

    def process_formdata(self, values: Sequence[Any]) -> None:
        """Take the strokes; anything else is refused."""
        self.data = _strokes(str(values[0])) if values and values[0] else None

    def _value(self) -> str:
        return json.dumps(self.data) if self.data else ""


class IntakeForm(VersionedForm, OnceForm):
    """Answers, with who signs them and the name or drawing that does."""

    answers = AnswersField()
    medicines_pasted = area("A whole list, one medicine a line", limit=LONGEST_LIST)
    signer_relation = press("Who signs", SIGNERS)
    signed_name = line("Name of the person signing", limit=200)
    signing_note = line("Note on the name or the day", limit=300)
    signed_on = day("Date")
    signature = SignatureField()

    def validate_signed_on(self, field: Any) -> None:
        """A date up to today."""
        NotAfter(clock.today, "This is in the future. Give today, or the day it was signed.")(self, field)

    def problems(self) -> list[tuple[str, str]]:
        """Each field in error with its message, those of the answers first."""
        return [*self.answers.reading.problems.items(), *super().problems()]

    @property
    def stands(self) -> bool:
        """Whether everything on the page can be kept."""
        return bool(self.validate()) and not self.answers.reading.problems

    def may_be_signed(self, born: date) -> bool:
        """Whether everything stands and it is signed; else each thing that is missing has its message."""
        stands = self.stands
        missing = self._missing(born)
        self.refuse_each(missing)
        return stands and not missing

    def refuse_each(self, problems: Mapping[str, str]) -> None:
        """Put each message beside its field, be it one of the signature or a question."""
        for name, message in problems.items():
            if name in self._fields:
                self.refuse(name, message)
            else:
                self.answers.reading.problems.setdefault(name, message)

    def _missing(self, born: date) -> dict[str, str]:
        answers: dict[str, Any] = self.answers.reading.answers
        missing = {}
        for repeat in repeats():
            if message := _contradiction(answers.get(repeat.none_key, ""), answers[repeat.key]):
                missing[repeat.none_key] = message
        for key in MUST_AGREE:
            if answers[key] != "yes":
                missing[key] = "This must be answered Yes before the intake can be signed."
        if is_blank(self.signed_name.data or "") and not self.signature.data and not self.signature.errors:
            missing["signed_name"] = "Type the name of the person signing, or draw the signature."
        if not self.signed_on.errors and self.signed_on.data is None:
            missing["signed_on"] = "Give the date of signing."
        elif self.signed_on.data and self.signed_on.data < born:
            missing["signed_on"] = "This is before the client was born."
        return missing


def _contradiction(any_of_them: str, rows: Sequence[Any]) -> str:
    if any_of_them == "no" and rows:
        return "Answered No, but something is written below. Change one."
    if any_of_them == "yes" and not rows:
        # Nothing would be screened, as if the answer had been No.
        return "Answered Yes, but nothing is written below. Write what is known, even “not sure”."
    return ""


def _strokes(text: str) -> list[list[list[int]]] | None:
    try:
        strokes = json.loads(text)
        drawn = [[[_place(x), _place(y)] for x, y in stroke] for stroke in strokes]
    except (ValueError, TypeError, RecursionError) as fault:
        raise ValueError("The drawing could not be read. Draw it again, or type the name.") from fault
    if len(drawn) > STROKES or sum(map(len, drawn)) > POINTS:
        raise ValueError("The drawing is too long. Clear it and draw it again.")
    return [stroke for stroke in drawn if stroke] or None


def _place(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1000:
        raise ValueError("outside the drawing")
    return round(value)
