"""Forms about the clinic: set-up and settings."""

from wtforms import PasswordField

from intake.web.forms.base import BaseForm, VersionedForm, area, choice, line
from intake.web.forms.countries import COUNTRIES
from intake.web.forms.staff import StrongPassword, email_line

COUNTRY_CHOICES = [("", "Not set"), *COUNTRIES]
HOURS = [("4", "4 hours"), ("3", "3 hours (stricter)")]


class SetUpForm(BaseForm):
    """The clinic and its first administrator."""

    clinic_name = line("Name of the clinic", required="Enter the clinic's name.")
    country = choice("Country", COUNTRY_CHOICES)
    emergency_number = line("Emergency number", most=100)
    staff_name = line("Your name", required="Enter your name.")
    email = email_line("Your e-mail address")
    password = PasswordField("Password", validators=[StrongPassword()])


class ClinicForm(VersionedForm):
    """The clinic's settings."""

    name = line("Name of the clinic", required="Enter the clinic's name.")
    address = area("Address", most=500)
    phone = line("Telephone", most=50)
    country = choice("Country", COUNTRY_CHOICES)
    emergency_number = line("Emergency number", most=100, required="Enter the number to call in an emergency.")
    urgent_care_words = line("Where to go for help the same day", most=300, required="Say where to go for help.")
    journey_threshold_hours = choice("A long journey is one seated for", HOURS, required="Choose one.")
