"""Signing: whether whoever signs an intake may, and what has to be said about the name or the day."""

from dataclasses import dataclass
from datetime import date, timedelta

from intake.clinical.people.agreeing import AGREE_FOR_A_MINOR, RELATION_WORDS, SELF, age_on, usual_age
from intake.clinical.people.names import is_same, may_sign_as
from intake.records.clients import Client
from intake.records.clinic import Clinic

LONGEST_AGO = timedelta(days=7)
"""A day of signing further back is asked about."""

UNLIKE = "The name signed is unlike the client’s. Whose name is it? Say so below."
OWN_NAME = "This is the client’s own name. Type the name of whoever signs, or say below why it is the same."


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signed: `relation` to the client, `name` as typed ("" where it was drawn), `note` on the name or the day."""

    relation: str
    name: str
    note: str
    signed_on: date


def agree_alone_age(clinic: Clinic) -> int:
    """Whole years from which a client of this clinic may agree to massage alone: as set, or usual in the country."""
    return clinic.agree_alone_age or usual_age(clinic.country)


def is_minor(client: Client, clinic: Clinic, *, on: date) -> bool:
    """Whether somebody else has to agree for the client on `on`."""
    return age_on(client.birth_date, on) < agree_alone_age(clinic)


def problems_of(signing: Signing, client: Client, clinic: Clinic, *, on: date) -> dict[str, str]:
    """What is wrong with a signature given to us on `on`, or has to be asked first; by field, {} where it will do.

    A note answers what is asked about the name and the day; nothing answers for a parent or guardian who is missing.
    """
    who = _problem_of_relation(signing, client, clinic)
    problems = {"signer_relation": who} if who else {}
    if name := _problem_of_name(signing, client, is_refused=bool(who)):
        problems["signed_name"] = name
    if signing.signed_on < on - LONGEST_AGO and not signing.note.strip():
        problems["signed_on"] = "Signed more than a week ago: is the day right? Say why below."
    return problems


def _problem_of_relation(signing: Signing, client: Client, clinic: Clinic) -> str:
    if is_minor(client, clinic, on=signing.signed_on) and signing.relation not in AGREE_FOR_A_MINOR:
        age = agree_alone_age(clinic)
        return f"The client is under {age}: a parent or guardian signs, with their own name."
    return "" if signing.relation in RELATION_WORDS else "Say who signs."


def _problem_of_name(signing: Signing, client: Client, *, is_refused: bool) -> str:
    name, is_asked = signing.name.strip(), not signing.note.strip() and not is_refused
    if signing.relation not in ("", SELF) and not name:
        return "Type the name of whoever signs for the client: a drawing alone does not say who it is."
    if not is_asked or not name:
        return ""
    if signing.relation == SELF:
        return "" if may_sign_as(name, client.name) else UNLIKE
    return OWN_NAME if is_same(name, client.name) else ""
