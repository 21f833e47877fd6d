"""What every form shares: fields that keep text exactly as typed, or say clearly why it cannot be kept."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

import wtforms
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation

from intake.clinical.questionnaire.text import BAD_CHARACTER, UNSTORABLE, too_long, trimmed

FORM_KEY = re.compile(r"[A-Za-z0-9_-]{16,40}")



def clean_text(value: str | None) -> str:
    """`value` with line ends made alike and the ends trimmed. Nothing inside is touched or cut.

    Raises ValueError, with words for the person, when it holds control characters.
    """
    text = trimmed(value or "")
    if UNSTORABLE.search(text):
        raise ValueError(BAD_CHARACTER)
    return text


def is_blank(text: str) -> bool:
    """Whether nothing in `text` can be seen: empty, spaces, or zero-width characters alone."""
    return all(unicodedata.category(character) in {"Cf", "Zs", "Zl", "Zp", "Cc"} for character in text)


class Clean:
    """Mixed into text fields: they hold clean text, or an error beside the field and the text as typed."""

    data: str | None

    def process_formdata(self, values: Sequence[Any]) -> None:
        """Take what was typed; keep it on the screen also when it cannot be kept in the records."""
        if not values:
            self.data = self.data or ""  # a field that was not sent at all holds no text, and not nothing
            return
        self.data = str(values[0])
        self.data = clean_text(self.data)


class LineField(Clean, StringField):
    """One line of text."""

    def pre_validate(self, form: Any) -> None:
        """Refuse a line that has line breaks."""
        if "\n" in (self.data or ""):
            raise StopValidation("This must be one line.")


class AreaField(Clean, TextAreaField):
    """Text of several lines."""


class ChoiceField(SelectField):
    """One of several. Where nothing was chosen, a validator says so in its own words."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not among the choices."""
        if is_blank(self.data or "") and any(isinstance(each, Filled) for each in self.validators):
            return
        try:
            super().pre_validate(form)
        except ValidationError as unknown:
            raise ValidationError("Choose one of those given here.") from unknown


class Filled:
    """Something visible must be there."""

    field_flags = {"required": True}

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse what is empty or invisible."""
        if not field.errors and is_blank(field.data or ""):
            raise StopValidation(self.message)


class AtMost:
    """No longer than so many characters; never cut."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.field_flags = {"maxlength": limit}

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse what is longer, and say by how much."""
        length = len(field.data or "")
        if problem := too_long(length, self.limit):
            raise ValidationError(problem)


def line(label: str, *, limit: int = 200, required: str = "", extra: Sequence[Any] = ()) -> LineField:
    """A line of at most `most` characters. `required` is what to say when it is empty."""
    return LineField(label, validators=[*([Filled(required)] if required else []), AtMost(limit), *extra])


def area(label: str, *, limit: int = 4000, required: str = "") -> AreaField:
    """Several lines, at most `most` characters in all."""
    return AreaField(label, validators=[*([Filled(required)] if required else []), AtMost(limit)])


def whole(label: str, *, minimum: int, maximum: int, required: str = "") -> IntegerField:
    """A whole number in a range; None when left empty and not required."""
    first = InputRequired(required) if required else Optional()
    in_range = NumberRange(minimum, maximum, f"This must be a whole number from {minimum} to {maximum}.")
    return IntegerField(label, validators=[first, in_range])


def day(label: str, *, required: str = "") -> DateField:
    """A date as the browser sends it; None when left empty and not required."""
    return DateField(label, validators=[InputRequired(required) if required else Optional()])


def day_in(field: DateField) -> date:
    """The day in a field that has to be filled, of a form that was checked. ValueError where there is none."""
    if field.data is None:
        raise ValueError(f"{field.name} has no day")
    return field.data


def as_choices(options: Sequence[tuple[str, str]]) -> list[Any]:
    """`options`, each a code and its words, as WTForms takes them."""
    made = wtforms.SelectChoice  # type: ignore[attr-defined]  # new in WTForms 3.3, and the stubs are of 3.2
    return [made(value, words) for value, words in options]


def choice(label: str, options: Sequence[tuple[str, str]], *, required: str = "") -> SelectField:
    """One of `options`; what is not among them is refused."""
    return ChoiceField(label, choices=as_choices(options), validators=[Filled(required)] if required else [])


def press(label: str, options: Sequence[tuple[str, str]]) -> SelectField:
    """One of `options` or none: buttons of which nobody pressed any, so that nothing is sent, are ""."""
    return ChoiceField(label, choices=as_choices([("", ""), *options]), default="")


def choices(label: str, options: Sequence[tuple[str, str]], *, required: str = "") -> SelectMultipleField:
    """Any of `options`."""
    validators = [InputRequired(required)] if required else []
    return SelectMultipleField(
        label, choices=as_choices(options), validators=validators
    )


class NotAfter:
    """A date that is not after another, which is worked out when the form is sent."""

    def __init__(self, latest: Any, message: str) -> None:
        self.latest = latest
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse a later date."""
        last: date = self.latest()
        if field.data and field.data > last:
            raise ValidationError(self.message)


class BaseForm(FlaskForm):
    """A form that parses and checks. Our macros draw it, from `typed` and `problem`."""

    def typed(self, name: str) -> Any:
        """What the field shows: what was typed, also when it was refused, or else what it began with."""
        field = self[name]
        if isinstance(field, SelectMultipleField):
            return field.raw_data if self.is_submitted() else (field.data or [])
        if self.is_submitted() and field.raw_data:
            return field.raw_data[0]
        return "" if field.data is None else field.data

    def problem(self, name: str) -> str:
        """The message beside the field, or ""."""
        errors = self[name].errors
        return str(errors[0]) if errors else ""

    def problems(self) -> list[tuple[str, str]]:
        """Each field in error with its message, for the summary at the top."""
        return [(name, self.problem(name)) for name in self._fields if self._fields[name].errors]

    def refuse(self, name: str, message: str) -> None:
        """Put a message beside a field that a service refused."""
        self[name].errors = [*self[name].errors, message]


class VersionedForm(BaseForm):
    """A form that edits a record, and carries the version that it began from."""

    version = HiddenField()

    def begun_from(self) -> int:
        """The version the form began from; 0, which is never current, when it was tampered with."""
        given = str(self.version.data or "")
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


class OnceForm(BaseForm):
    """A form that must not act twice: it carries a one-time key (macro `once_key`)."""

    form_key = HiddenField()

    def validate_form_key(self, field: Any) -> None:
        """Refuse a form without its key."""
        if not FORM_KEY.fullmatch(field.data or ""):
            raise ValidationError("This form was incomplete. Please send it again.")
