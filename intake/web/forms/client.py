"""Forms about clients: their details, archiving, and taking over from a colleague."""

from datetime import date

from wtforms import HiddenField, ValidationError

from intake.services.clients import ClientDetails
from intake.services.departures import DEPARTURE_WORDS, LONGEST_REASON
from intake.web import clock
from intake.web.forms.base import OnceForm, VersionedForm, area, choice, day, line, press
from intake.web.forms.languages import LANGUAGES
from intake.web.forms.staff import IsEmail

SEXES = [("", "Not asked"), ("F", "Female"), ("M", "Male"), ("X", "Other")]
MAY_BE_ASKED = [("", "Not asked"), ("yes", "Yes"), ("no", "No")]
OLDEST = 120
"""Years. Nobody known has lived much longer; a slip of the keyboard has."""


class ClientForm(OnceForm, VersionedForm):
    """A client's details."""

    given_name = line("Given name", limit=120, required="Enter the given name.")
    family_name = line("Family name", limit=120, required="Enter the family name.")
    birth_date = day("Born", required="Enter the date of birth.")
    sex = choice("Sex", SEXES)
    phone = line("Telephone", limit=40)
    email = line("E-mail", limit=254, extra=[IsEmail()])
    address = area("Address", limit=500)
    preferred_language = choice("Language of documents", LANGUAGES)
    emergency_name = line("Name", limit=200)
    emergency_phone = line("Telephone", limit=40)
    emergency_relation = line("Who that is", limit=80)
    doctor_name = line("Doctor", limit=200)
    doctor_contact = line("How to reach the doctor", limit=300)
    doctor_may_be_asked = choice("May the doctor be asked about massage?", MAY_BE_ASKED)
    notes = area("Notes", limit=2000)
    therapist_id = HiddenField()
    is_new = HiddenField()
    """The ids of the likely doubles that were looked at and are other people."""
    reason = line("Why you need this record", limit=300)

    def validate_birth_date(self, field: object) -> None:
        """Refuse days to come and ages that nobody reaches."""
        born: date | None = self.birth_date.data
        if born is None:
            return
        today = clock.today()
        if born > today:
            raise ValidationError("This day is still to come.")
        if (today - born).days > OLDEST * 365.25:
            raise ValidationError(f"This would be an age over {OLDEST}. Check the year.")

    def details(self) -> ClientDetails:
        """What was entered. Only after the form has been validated."""
        return ClientDetails(**{name: self[name].data for name in ClientDetails.__dataclass_fields__})


class ArchiveForm(VersionedForm):
    """Taking a client out of the list."""

    reason = line("Reason", limit=300, required="Write why.")


class DepartureForm(VersionedForm):
    """That a client died or moved away. The service says what is missing."""

    departure = press("What happened", list(DEPARTURE_WORDS.items()))
    departed_on = day("On")
    reason = line("Who said so", limit=LONGEST_REASON)


class UndoDepartureForm(VersionedForm):
    """Taking back a departure recorded by mistake."""

    reason = line("Why it is undone", limit=LONGEST_REASON)


class TakeOverForm(OnceForm):
    """Opening a colleague's client."""

    given_name = line("Given name", limit=120, required="Enter the given name.")
    family_name = line("Family name", limit=120, required="Enter the family name.")
    birth_date = day("Born", required="Enter the date of birth.")
    reason = line("Why you need this record", limit=300, required="Write why you need to open this record.")
