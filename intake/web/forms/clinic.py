"""Forms about the clinic: set-up and settings."""

from typing import Any

from wtforms import PasswordField, ValidationError

from intake.clinical.people.agreeing import OLDEST, YOUNGEST
from intake.web.forms.base import BaseForm, VersionedForm, area, choice, line, whole
from intake.web.forms.countries import COUNTRIES
from intake.web.forms.staff import StrongPassword, email_line
from intake.web.forms.time_zones import LISTED, fits, usual_zone, zone_names, zones_of

COUNTRY_CHOICES = [("", "Not set"), *COUNTRIES]
HOURS = [("4", "4 hours"), ("3", "3 hours (stricter)")]


class Whereabouts:
    """Mixed into forms that ask for the clinic's country and its time zone."""

    country: Any
    time_zone: Any

    def validate_time_zone(self, field: Any) -> None:
        """Take a country's only zone where none was chosen; refuse what cannot be told, and what lies elsewhere."""
        country = self.country.data or ""
        if field.errors or self.country.errors:
            return
        if not field.data:
            field.data = usual_zone(country)
            if not field.data:
                raise ValidationError(_ask(country))
        elif (country, field.data) == (self.country.object_data, field.object_data):
            return  # a zone that an earlier version took over stays until somebody chooses another
        elif field.data not in zone_names() | {field.object_data}:
            raise ValidationError("Choose one of those given here.")
        elif not fits(field.data, country):
            raise ValidationError(f"This is not a time zone of {LISTED[country]}. Choose the clinic's.")


def _ask(country: str) -> str:
    if zones_of(country):
        return f"{LISTED[country]} has several time zones. Choose the clinic's."
    return "Choose the clinic's time zone, or its country."


class SetUpForm(Whereabouts, BaseForm):
    """The clinic and its first administrator."""

    clinic_name = line("Name of the clinic", required="Enter the clinic's name.")
    country = choice("Country", COUNTRY_CHOICES)
    time_zone = line("Time zone", limit=64)
    emergency_number = line("Emergency number", limit=100)
    staff_name = line("Your name", required="Enter your name.")
    email = email_line("Your e-mail address")
    password = PasswordField("Password", validators=[StrongPassword()])


class ClinicForm(Whereabouts, VersionedForm):
    """The clinic's settings."""

    name = line("Name of the clinic", required="Enter the clinic's name.")
    address = area("Address", limit=500)
    phone = line("Telephone", limit=50)
    country = choice("Country", COUNTRY_CHOICES)
    time_zone = line("Time zone", limit=64)
    emergency_number = line("Emergency number", limit=100, required="Enter the number to call in an emergency.")
    urgent_care_words = line("Where to go for help the same day", limit=300, required="Say where to go for help.")
    agree_alone_age = whole("May agree alone from the age of", minimum=YOUNGEST, maximum=OLDEST)
    journey_threshold_hours = choice("A long journey is one seated for", HOURS, required="Choose one.")
