"""Visit summaries: what the client takes home, as plain data for the page and the PDF."""

from datetime import datetime
from typing import TYPE_CHECKING

from intake.clinical.body import in_words as places_in_words
from intake.clinical.body import label
from intake.clinical.dates.spoken import in_words
from intake.clinical.facts.limits import ClientLimits, Intolerance
from intake.clinical.questionnaire.wishes import AREA_WORDS, POSITION_WORDS, PRESSURE_LIKED_WORDS
from intake.clinical.screening.findings import DoctorsLimits, Tier
from intake.clinical.techniques import PRESSURES, TECHNIQUES
from intake.records.database import db
from intake.records.staff import Staff
from intake.records.visits import Visit
from intake.services import audit, clinic
from intake.services.flags import flags_of_client, flags_standing_at
from intake.services.visits import amendments_of, client_of, plan_as_begun, visit_of

if TYPE_CHECKING:
    from intake.documents.paper import Printed
    from intake.documents.visit_summary import VisitSummary

STAYED_LIGHT = "Some questions about your health were open, so the massage stayed light. Please answer them next time."
GENERAL_AFTERCARE = (
    "Move gently today and drink as usual.\n"
    "A little soreness for a day or two is common.\n"
    "Tell us if a bruise appears, or if anything feels wrong."
)


def summary_of(visit: Visit) -> "VisitSummary":
    """What the summary of a visit says. The same for the page, the PDF and the test."""
    # Imported here: ReportLab costs a quarter of the start-up and few requests print.
    from intake.documents.paper import Letterhead
    from intake.documents.visit_summary import CareLine, PainChange, VisitSummary

    client, the_clinic = client_of(visit), clinic.the_clinic()
    therapist = db.session.get(Staff, visit.therapist_id)
    heeded = flags_standing_at(client.id, visit.recorded_at) if visit.recorded_at else flags_of_client(client.id)
    findings = [flag.finding for flag in heeded]
    care = [
        CareLine(finding.tier.name, finding.advice_client, in_words(finding.until) if finding.until else "")
        for finding in findings if finding.tier >= Tier.CAUTION and finding.advice_client
    ]
    if plan_as_begun(visit).is_uncertain:
        care.append(CareLine(Tier.CAUTION.name, STAYED_LIGHT))
    added = [amendment.text for amendment, _ in amendments_of(visit.id)]
    return VisitSummary(
        clinic=Letterhead(the_clinic.name, the_clinic.address, the_clinic.phone), client_name=client.name,
        birth_date=client.birth_date, visit_on=visit.visit_on, therapist_name=therapist.name if therapist else "",
        areas=tuple(label(area) for area in visit.areas),
        techniques=tuple(TECHNIQUES_DONE.get(code, code) for code in visit.techniques), pressure=visit.pressure,
        minutes=visit.minutes, what_was_done="\n".join([visit.treatment_plan, *added]).strip(),
        pain=tuple(PainChange(pain_place(row), row.get("before"), row.get("after")) for row in visit.pains),
        care=tuple(dict.fromkeys(care)), doctor_agreed=doctor_agreed_words(visit),
        asked_of_us=asked_of_us(plan_as_begun(visit).limits),
        aftercare=visit.aftercare, next_visit_on=visit.next_visit_on,
        seek_help=seek_help_words(the_clinic.emergency_number, the_clinic.urgent_care_words),
    )


def doctor_agreed_words(visit: Visit) -> str:
    """What doctors allowed no more than when the visit began, a point a line: their words, then what they come to."""
    limits = [limit for finding in plan_as_begun(visit).cautions for limit in finding.doctors_limits]
    return "\n".join(dict.fromkeys(line for limit in limits for line in limit_lines(limit)))


def limit_lines(limit: DoctorsLimits) -> list[str]:
    """The limits of one clearance in plain words, a point each."""
    words, cap = " ".join(limit.words.split()), limit.pressure_cap
    pressure = "" if cap is None else f"Pressure at most: {PRESSURES[cap]} ({cap} on a scale of 0 to 5)"
    places = f"Left alone: {places_in_words(limit.regions)}" if limit.regions else ""
    techniques = "; ".join(TECHNIQUES.get(code, code) for code in sorted(limit.techniques))
    return [line for line in (f"“{words}”" if words else "", pressure, places,
                              f"Left out: {techniques}" if techniques else "") if line]


def print_visit_summary(visit_id: int, *, by: Staff, at: datetime) -> "Printed":
    """The summary as a PDF. Audited as an export; characters that no font has are reported in the result."""
    from intake.documents.visit_summary import build_visit_summary  # imported here for the same reason as above

    visit = visit_of(visit_id)
    summary = summary_of(visit)
    audit.note("visit.export", by=by, at=at, subject_type="visit", subject_id=visit.id, client_id=visit.client_id)
    db.session.commit()
    return build_visit_summary(summary)


def asked_of_us(limits: ClientLimits | None) -> tuple[tuple[str, str], ...]:
    """The client's own limits in words to them: what each is about, and what they told. Nothing told, nothing said."""
    if limits is None:
        return ()
    said = {
        "Allergies": _sayings(limits.allergies), "Oils, lotions or scents you cannot have": _sayings(limits.oils),
        "Leave alone": "; ".join(AREA_WORDS.get(code, code) for code in limits.areas.codes),
        "You cannot lie": "; ".join(POSITION_WORDS.get(code, code) for code in limits.positions.codes),
        "Pressure you like": "; ".join(PRESSURE_LIKED_WORDS.get(code, code) for code in limits.pressure.codes
                                       if code != "unsure"),
    }
    return tuple((about, words) for about, words in said.items() if words)


def _sayings(told: Intolerance) -> str:
    return "; ".join(each.words for each in told.sayings)


def pain_place(row: dict[str, object]) -> str:
    """Where a pain is, in words."""
    side, site = str(row.get("side") or ""), str(row.get("site") or "")
    return label(f"{side}_{site}" if side in ("left", "right") else site)


def seek_help_words(emergency_number: str, urgent_care_words: str) -> str:
    """When to seek help (advice.md#when-to-seek-help), with the clinic's own number and words."""
    return (
        f"Breathless, chest pain, coughing blood, or fainting: call {emergency_number} at once.\n"
        f"One leg or arm that swells, hurts, is warm or changes colour; a large bruise, or bleeding that does not "
        f"stop: {urgent_care_words}, the same day."
    )


GENTLE = {
    "swedish": "Swedish massage (effleurage, petrissage)",
    "lymph_drainage": "lymph drainage",
    "trigger_point": "light trigger-point work",
    "myofascial": "myofascial work",
    "stretching": "stretching within comfort",
    "mobilisation": "gentle joint mobilisation",
    "breathing": "breathing and relaxation",
}
"""Techniques that no finding takes away; the others are those of `clinical.techniques`."""
TECHNIQUES_DONE = GENTLE | TECHNIQUES
