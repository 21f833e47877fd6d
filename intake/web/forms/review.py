"""Forms about flags: reviewing one, closing a STOP, naming a medicine, recording what a doctor answered."""

from flask_wtf.file import FileField
from wtforms import HiddenField

from intake.clinical.flags import DECISION_WORDS, Decision
from intake.web import clock
from intake.web.forms.base import BaseForm, NotAfter, OnceForm, VersionedForm, area, choice, day, line

CONSEQUENCES = {
    Decision.AGREED: ": keep to it", Decision.ADAPTED: ": massage with changes written below",
    Decision.CLEARANCE_NEEDED: "", Decision.OVERRIDDEN: ": for the reason below",
}
DECISIONS = [(each.value, DECISION_WORDS[each].capitalize() + CONSEQUENCES[each]) for each in Decision]
STILL_TO_COME = "This day is still to come."


class ReviewForm(OnceForm, VersionedForm):
    """What a reviewer decides about a flag."""

    decision = choice("Decision", DECISIONS, required="Choose one.")
    reason = area("Reason", limit=2000)


class ErrorForm(OnceForm, VersionedForm):
    """A flag that was never true of this client."""

    reason = area("What was wrong", limit=2000, required="Write what was wrong. It stays with the flag.")


class AssessmentForm(OnceForm, VersionedForm):
    """A medical assessment that closes a STOP."""

    assessed_by = line("Assessed by", limit=200, required="Who assessed the client?")
    assessed_on = day("Assessed on", required="Enter the day of the assessment.")
    result = area("What was found", limit=2000, required="What was found?")

    def validate_assessed_on(self, field: object) -> None:
        """Refuse a day to come."""
        NotAfter(clock.today, STILL_TO_COME)(self, field)


class NamingForm(OnceForm):
    """What an unrecognised medicine is."""

    text = HiddenField()
    answer = line("It is", limit=200, required="Write the medicine's name.")


class ClearanceForm(OnceForm):
    """What came back from the doctor."""

    rule = choice("About", [], required="Choose what the reply is about.")
    given_by = line("Given by", limit=200, required="Who gave the clearance?")
    given_on = day("Given on", required="Enter the day it was given.")
    valid_until = day("Ends on")
    scope = area("What may be massaged", limit=500)
    limits = area("Limits", limit=2000)
    document = FileField("The reply")

    def validate_given_on(self, field: object) -> None:
        """Refuse a day to come."""
        NotAfter(clock.today, STILL_TO_COME)(self, field)


class EndClearanceForm(BaseForm):
    """Ending a clearance before its date."""

    reason = line("Why it ends", limit=300, required="Write why it ends.")
