"""Builders of answers, drafts and signed intakes, with only what a test cares about spelled out."""

from datetime import date, datetime
from itertools import count
from typing import Any

from intake.clinical.questionnaire import CONSENT_VERSION, empty_answers, single_questions
from intake.records.clients import Client
from intake.records.intakes import Intake, IntakeDraft
from intake.records.staff import Staff
from intake.services import drafts, intakes
from tests.builders import NOW

SIGNED_ON = date(2026, 11, 23)
_keys = count(1)


def some_answers(**given: Any) -> dict[str, Any]:
    """A whole set of answers in which nothing was asked but `given`."""
    return empty_answers() | given


KNOWN = {question.key: "no" for question in single_questions() if question.key.startswith("sign_")} | {
    "medicines_any": "no", "condition_dvt": "never", "condition_pe": "never", "condition_bleeding_disorder": "never",
    "operations_any": "no", "immobilisations_any": "no", "journeys_any": "no", "births_any": "no", "pregnant": "no",
}
"""Everything that has to be known before a massage, asked and denied (R76)."""


def a_draft(client: Client, *, by: Staff, at: datetime = NOW, **given: Any) -> IntakeDraft:
    """A draft of `client`, begun by `by`."""
    return drafts.save_draft(client.id, answers=some_answers(**given), version=drafts.NO_DRAFT, by=by, at=at)


def an_intake(
    client: Client, *, by: Staff, at: datetime = NOW, corrects: Intake | None = None, relation: str = "self",
    name: str = "", **given: Any,
) -> Intake:
    """A signed and screened intake of `client`, who was asked everything that has to be known, and told of `given`.

    Signed by their own hand unless `relation` and `name` say another.
    """
    return a_blank_intake(client, by=by, at=at, corrects=corrects, relation=relation, name=name, **KNOWN | given)


def a_blank_intake(
    client: Client, *, by: Staff, at: datetime = NOW, corrects: Intake | None = None, relation: str = "self",
    name: str = "", **given: Any,
) -> Intake:
    """A signed and screened intake of `client` in which nothing was asked but `given`."""
    return intakes.sign_intake(
        client.id, answers=some_answers(**given), signed_name=name or client.name, signer_relation=relation,
        signing_note="", signature=None, signed_on=at.date(), consent_version=CONSENT_VERSION,
        corrects_id=corrects.id if corrects else None, key=f"intake-key-{next(_keys):06}", by=by, at=at,
    )


def a_form(**fields: Any) -> dict[str, Any]:
    """What a browser posts to sign an intake: consent, a name that is explained, and `fields` ("__" stands for "-")."""
    signing = {
        "version": "0", "form_key": f"form-key-{next(_keys):010}", "do": "sign", "consent_massage": "yes",
        "consent_records": "yes", "signed_name": "Maria Lund", "signer_relation": "self",
        "signing_note": "Signed with her married name.", "signed_on": SIGNED_ON.isoformat(),
    }
    return signing | {name.replace("__", "-"): value for name, value in fields.items()}
