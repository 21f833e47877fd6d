"""Forms about flags: reviewing one, closing a STOP, naming a medicine, recording what a doctor answered."""

from flask_wtf.file import FileField
from wtforms import HiddenField, SelectMultipleField

from intake.clinical.flags import DECISION_WORDS, Decision
from intake.clinical.history.assessments import OUTCOME_WORDS
from intake.clinical.questionnaire.wishes import AREAS
from intake.clinical.techniques import PRESSURE_WORDS, TECHNIQUES
from intake.web import clock
from intake.web.forms.base import BaseForm, NotAfter, OnceForm, VersionedForm, area, choice, choices, day, line

CONSEQUENCES = {
    Decision.AGREED: ": keep to it", Decision.ADAPTED: ": massage with changes written below",
    Decision.CLEARANCE_NEEDED: "", Decision.OVERRIDDEN: ": for the reason below",
}
DECISIONS = [(each.value, DECISION_WORDS[each].capitalize() + CONSEQUENCES[each]) for each in Decision]
OUTCOMES = list(OUTCOME_WORDS.items())
OUTCOME_MEANS = {
    "treated": "The STOP closes. What was found enters the record, and its own rule says what may be massaged; where "
               "no rule knows it, the whole session is held until a doctor agrees.",
    "ruled_out": "The STOP closes. The suspicion is withdrawn, and the sign counts as seen that day.",
    "other_cause": "The STOP closes. The sign stays on record, with the cause that you name.",
    "open": "The STOP stands, and the client still has to be seen. What you write is kept.",
}
CAPS = [("", "Not named"), *((str(number), words) for number, words in enumerate(PRESSURE_WORDS))]
PLACES = [(option.code, option.label) for option in AREAS]
LEFT_OUT = [(code, words[0].upper() + words[1:]) for code, words in TECHNIQUES.items()]
STILL_TO_COME = "This day is still to come."


class ReviewForm(OnceForm, VersionedForm):
    """What a reviewer decides about a flag."""

    decision = choice("Decision", DECISIONS, required="Choose one.")
    reason = area("Reason", limit=2000)


class ErrorForm(OnceForm, VersionedForm):
    """Answers behind a flag that were never true of this client."""

    answers = SelectMultipleField("Which answers", validate_choice=False)
    reason = area("What was wrong", limit=2000, required="Write what was wrong. It stays with the flag.")

    def problems(self) -> list[tuple[str, str]]:
        """Each field in error; the page has another field for a reason, so this one goes by another id."""
        return [("mistake-reason" if name == "reason" else name, message) for name, message in super().problems()]


class AssessmentForm(OnceForm, VersionedForm):
    """What a doctor found of what raised a STOP. All but an open outcome close it."""

    outcome = choice("Outcome", OUTCOMES, required="Choose what came of it.")
    condition = line("Which condition", limit=300)
    assessed_by = line("Assessed by", limit=200, required="Who assessed the client?")
    assessed_on = day("Assessed on", required="Enter the day of the assessment.")
    result = area("What was found", limit=2000, required="What was found?")

    def validate_assessed_on(self, field: object) -> None:
        """Refuse a day to come."""
        NotAfter(clock.today, STILL_TO_COME)(self, field)


class OpinionForm(OnceForm):
    """That a flag was not useful, or that it was after all."""

    why = line("Why", limit=300)


class NamingForm(OnceForm):
    """What an unrecognised medicine is."""

    text = HiddenField()
    answer = line("It is", limit=200, required="Write the medicine's name.")
    reason = area("Why it is not what it was read as", limit=1000)


class ClearanceForm(OnceForm):
    """What came back from the doctor."""

    rule = choice("About", [], required="Choose what the reply is about.")
    given_by = line("Given by", limit=200, required="Who gave the clearance?")
    given_on = day("Given on", required="Enter the day it was given.")
    valid_until = day("Ends on")
    scope = area("What may be massaged", limit=500)
    limits = area("Limits", limit=2000)
    pressure_cap = choice("Pressure at most", CAPS)
    regions = choices("Places to leave out", PLACES)
    techniques = choices("Techniques to leave out", LEFT_OUT)
    document = FileField("The reply")

    def validate_given_on(self, field: object) -> None:
        """Refuse a day to come."""
        NotAfter(clock.today, STILL_TO_COME)(self, field)


class EndClearanceForm(BaseForm):
    """Ending a clearance before its date."""

    reason = line("Why it ends", limit=300, required="Write why it ends.")
