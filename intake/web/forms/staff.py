"""Forms about staff: signing in, passwords, accounts."""

import re
from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import HiddenField, PasswordField, ValidationError
from wtforms.validators import InputRequired, StopValidation

from intake.web.forms.base import BaseForm, VersionedForm, choices, line

ROLE_WORDS = [
    ("therapist", "Therapist: sees own clients, takes intakes, records visits"),
    ("reviewer", "Reviewer: sees all clients, reviews flags"),
    ("administrator", "Administrator: staff, clinic settings, audit trail"),
]
LEAST = 12
MOST = 200
OWN = 8
"""Characters that must be left when the person's name, address and clinic are taken out."""
GOOD_SCORE = 3
"""Of zxcvbn's 0 to 4: safely unguessable, moderate protection from an offline attack on the hashes."""


class IsEmail:
    """An address that could be real. Nothing is looked up."""

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse what is no address."""
        if field.errors or not field.data:
            return
        try:
            validate_email(field.data, check_deliverability=False, test_environment=True)
        except EmailNotValidError as fault:
            raise ValidationError("This is not an e-mail address, such as anna@example.org.") from fault


class StrongPassword:
    """A password of 12 or more characters that is hard to guess, and is not made of the person's own name."""

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse a weak one and say what would help."""
        password = field.data or ""
        if len(password) < LEAST:
            raise StopValidation(f"Use at least {LEAST} characters. A few words in a row are good.")
        if len(password) > MOST:
            raise StopValidation(f"Use at most {MOST} characters.")
        about = [str(form[name].data) for name in ("name", "staff_name", "email", "clinic_name")
                 if name in form and form[name].data] + list(getattr(form, "about", []))
        if len(_without(password, about)) < OWN:
            raise StopValidation("Choose another: it is made of your own name or address.")
        # Imported here: it brings lists of passwords along, and few requests choose one.
        from zxcvbn import zxcvbn

        # zxcvbn's time grows with length; what is guessable shows in the first 72 characters.
        found = zxcvbn(password[:72], user_inputs=about)
        if found["score"] < GOOD_SCORE:
            reason = found["feedback"]["warning"] or "It is easy to guess."
            raise StopValidation(f"Choose another: {reason.rstrip('.')}. A few unrelated words in a row are good.")


def _without(password: str, about: list[str]) -> str:
    left = password.lower()
    for word in re.split(r"[\W_]+", " ".join(about).lower()):
        if len(word) > 2:
            left = left.replace(word, "")
    return re.sub(r"\W+", "", left)


def _new_password(label: str) -> PasswordField:
    return PasswordField(label, validators=[StrongPassword()])


def email_line(label: str = "E-mail address") -> Any:
    """An e-mail address that must be there."""
    return line(label, limit=254, required="Enter an e-mail address.", extra=[IsEmail()])


class SignInForm(BaseForm):
    """Who wants to sign in, and where they were going."""

    email = line("E-mail address", limit=254, required="Enter your e-mail address.")
    password = PasswordField("Password", validators=[InputRequired("Enter your password.")])
    next = HiddenField()
    held = HiddenField()


class NewStaffForm(BaseForm):
    """One more member of staff."""

    name = line("Name", required="Enter a name.")
    email = email_line()
    roles = choices("Roles", ROLE_WORDS, required="Choose at least one role.")
    password = _new_password("First password")


class RolesForm(VersionedForm):
    """What a member of staff may do."""

    roles = choices("Roles", ROLE_WORDS, required="Choose at least one role.")


class ResetPasswordForm(BaseForm):
    """A new password that an administrator gives somebody who lost theirs."""

    password = _new_password("New password")


class ChangePasswordForm(BaseForm):
    """One's own new password."""

    old_password = PasswordField("Present password", validators=[InputRequired("Enter your present password.")])
    password = _new_password("New password")

    def __init__(self, about: list[str], **given: Any) -> None:
        super().__init__(**given)
        self.about = about
