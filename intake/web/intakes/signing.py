"""The part of the intake form where it is signed: what was typed there, and who may sign for this client."""

from typing import TYPE_CHECKING, Any

from intake.clinical.people.agreeing import SELF, age_on
from intake.services import clinic, signing
from intake.web import clock
from intake.web.forms.intake import SIGNERS, IntakeForm

if TYPE_CHECKING:
    from intake.records.clients import Client

FIELDS = ("signer_relation", "signed_name", "signing_note", "signed_on", "signature")


def signature_values(client: "Client", sent: IntakeForm | None) -> dict[str, Any]:
    """Template values for the part where the form is signed: what was typed there and what is wrong with it.

    Somebody of age signs alone unless another choice is made; for a minor nothing is chosen beforehand.
    """
    on, the_clinic = clock.today(), clinic.the_clinic()
    is_minor = signing.is_minor(client, the_clinic, on=on)
    who = {"signers": SIGNERS, "is_minor": is_minor, "age": age_on(client.birth_date, on),
           "alone_age": signing.agree_alone_age(the_clinic)}
    if sent is None:
        blank = dict.fromkeys(FIELDS, "") | {"signed_on": on.isoformat(), "signer_relation": "" if is_minor else SELF}
        return who | {"signing": blank, "form_problems": {}, "pasted": "", "pasted_problem": ""}
    problem = sent.problem("medicines_pasted")
    return who | {
        "signing": {name: sent.typed(name) for name in FIELDS},
        "form_problems": {name: sent.problem(name) for name in FIELDS},
        # A list that could be read stands in rows by now.
        "pasted": sent.typed("medicines_pasted") if problem else "",
        "pasted_problem": problem,
    }
