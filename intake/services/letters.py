"""Letters: what is printed about a flag. The letter that asks a doctor, and the sheet for a STOP."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from intake.clinical.body import expand, label
from intake.clinical.dates.spoken import in_words, spoken
from intake.clinical.facts.background import Background
from intake.clinical.history.background import FOR_THE_DOCTOR
from intake.clinical.people.agreeing import RELATION_WORDS, SELF
from intake.clinical.screening import screen
from intake.clinical.screening.findings import Evidence, Finding, Scope, Tier, Urgency
from intake.clinical.visit_plan import places_of
from intake.records.clients import Client
from intake.records.database import db
from intake.records.intakes import Intake
from intake.records.staff import Staff
from intake.services import audit, clinic
from intake.services.errors import NotPermitted
from intake.services.flags import flag_of, flags_of_client
from intake.services.record import record_of
from intake.services.record_lines import record_view
from intake.services.screening import facts_of, settings_of, standing_intake

if TYPE_CHECKING:
    from intake.documents.paper import Letterhead, Printed


CONSENT = "consent_contact_doctor"
LIMB = {"left": "the left limb", "right": "the right limb", "both": "both limbs"}


def print_letter(flag_id: int, *, by: Staff, at: datetime, on: date) -> "Printed":
    """The letter that asks the client's doctor whether massage is safe: facts only, questions, a reply slip.

    NotPermitted where the client has said that the doctor may not be asked, at the desk or in a signed form. Audited as
    an export.
    """
    # Imported here: ReportLab costs a quarter of the start-up and few requests print.
    from intake.documents.doctor_letter import DoctorLetter, build_doctor_letter

    flag = flag_of(flag_id)
    client = db.session.get_one(Client, flag.client_id)
    consents = {client.doctor_may_be_asked, record_of(client.id).history.text(CONSENT)}
    if "no" in consents:
        raise NotPermitted
    finding, record = flag.finding, record_view(client, on=on)
    letter = DoctorLetter(
        clinic=_letterhead(), client_name=client.name, birth_date=client.birth_date, written_on=on,
        therapist_name=by.name, doctor_name=client.doctor_name, doctor_address=client.doctor_contact,
        area=_asked_about(finding), reason=finding.sentence,
        facts=(*_facts(finding, _scored(client, on)), *_beside(finding, record.background)),
        medicines=tuple((each.name, each.in_brief) for each in record.medicines or ()),
        reference=f"F{flag.id}",
        consent=_consent(standing_intake(client.id)) if "yes" in consents else "",
    )
    audit.note("flag.letter", by=by, at=at, subject_type="flag", subject_id=flag.id, client_id=client.id,
               detail=flag.rule)
    db.session.commit()
    return build_doctor_letter(letter)


def print_stop_sheet(client_id: int, *, by: Staff, at: datetime, on: date) -> "Printed":
    """One page for a STOP: what to say, whom to call, and the plain facts to hand over. Audited as an export."""
    # Imported here for the same reason as above.
    from intake.documents.stop_sheet import StopSheet, build_stop_sheet

    client = db.session.get_one(Client, client_id)
    standing = [flag.finding for flag in flags_of_client(client_id) if flag.tier >= Tier.CAUTION]
    findings = [finding for finding in standing if finding.tier is Tier.STOP]
    the_clinic, scored, record = clinic.the_clinic(), _scored(client, on), record_view(client, on=on)
    emergency = any(finding.urgency is Urgency.EMERGENCY for finding in findings)
    sheet = StopSheet(
        clinic=_letterhead(), client_name=client.name, birth_date=client.birth_date, made_on=on,
        therapist_name=by.name,
        say_to_client=" ".join(dict.fromkeys(f.advice_client for f in findings if f.advice_client)),
        call_words="Call now" if emergency else "Medical assessment today",
        number=the_clinic.emergency_number if emergency else
        f"{the_clinic.urgent_care_words}\nBreathless, chest pain or worse: {the_clinic.emergency_number}",
        advice=tuple(dict.fromkeys(f.advice_therapist for f in findings if f.advice_therapist)),
        # Whoever treats a bleeding client must see the blood thinner, and a clot's owner the journey: all that stands.
        facts=tuple(dict.fromkeys(fact for finding in standing for fact in _facts(finding, scored))),
        medicines=tuple((each.name, each.in_brief) for each in record.current), medicines_words=record.no_medicines,
        rules=tuple(f"{finding.rule} {finding.name}" for finding in findings),
    )
    audit.note("client.stop_sheet", by=by, at=at, subject_type="client", subject_id=client_id, client_id=client_id)
    db.session.commit()
    return build_stop_sheet(sheet)


def scope_words(finding: Finding) -> str:
    """What a finding takes away, in words for a page or a letter."""
    if finding.scope is Scope.WHOLE_SESSION:
        return "massage as a whole"
    if finding.scope is Scope.LOWER_LIMBS:
        return label("lower_limbs")
    places = [label(region) for region in finding.regions]
    return ", ".join(places) or LIMB.get(finding.side, "the limb")


def _asked_about(finding: Finding) -> str:
    return "the whole body" if finding.scope is Scope.WHOLE_SESSION else scope_words(finding)


def _beside(finding: Finding, background: Background) -> list[tuple[str, str]]:
    """What is on record beside the rules and is the doctor's to know: conditions, and the pains of the area."""
    known = [(each.words, f"told on {in_words(each.on)}") for each in background.lines if each.code in FOR_THE_DOCTOR]
    area = places_of(finding)
    return known + [(f"Pain, {each.where[:1].lower()}{each.where[1:]}",
                     spoken("; ".join(filter(None, (each.words, f"told on {in_words(each.on)}")))))
                    for each in background.pains if not area or area & expand(each.place)]


def _consent(intake: Intake | None) -> str:
    if intake is None or intake.signer_relation in ("", SELF):
        return "The client agreed that you may be asked."
    return (f"It was agreed that you may be asked. Signed by {intake.signed_name} "
            f"({RELATION_WORDS[intake.signer_relation]}) on {in_words(intake.signed_on)}.")


def _letterhead() -> "Letterhead":
    from intake.documents.paper import Letterhead  # imported here for the same reason as above

    the_clinic = clinic.the_clinic()
    return Letterhead(the_clinic.name, the_clinic.address, the_clinic.phone)


def _scored(client: Client, on: date) -> list[Evidence]:
    """The items that clinical scores ask for, for telling as plain facts and never as a score."""
    intake = standing_intake(client.id)
    if intake is None:
        return []
    settings = settings_of(clinic.the_clinic())
    screening = screen(facts_of(client, on=on, settings=settings), on=on, settings=settings)
    return [item for factor in screening.point_factors for item in factor.evidence]


def _facts(finding: Finding, scored: list[Evidence]) -> tuple[tuple[str, str], ...]:
    """The facts behind a flag, then those of `scored`, each said once."""
    told = ((item.matched, "; ".join(part for part in (item.words, item.detail) if part))
            for item in (*finding.evidence, *scored))
    return tuple((name, spoken(words)) for name, words in dict.fromkeys(told))
