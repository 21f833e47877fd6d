"""Conditions, clots, cancer, devices and measurements, read from the answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN
from intake.clinical.facts import BloodPressure, Cancer, Clot, ClottingTendency, Condition, Device, Inr, Platelets
from intake.clinical.facts.codes import (
    ClotType,
    ConditionCode,
    NotKnown,
    cancer_status,
    clot_type,
    condition_code,
    device_code,
)
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.history.answer_history import AnswerHistory, DatedRow
from intake.clinical.questionnaire import single_questions

LABELS = {q.key: q.label for q in single_questions() if q.key.startswith("condition_")}
CLOT_CONDITIONS: tuple[ClotType, ...] = ("dvt", "pe", "svt")
NOT_CONDITIONS: frozenset[ConditionCode] = frozenset({*CLOT_CONDITIONS, "cancer", "thrombophilia", "leg_pain_clot"})
"""Answered like conditions, but read into facts of their own."""

ASSESSED_BY_NAME: Mapping[ConditionCode | NotKnown, ConditionCode] = {
    "sciatica": "sciatica_assessed",
    "leg_pain_sciatica": "sciatica_assessed",
    "leg_pain_diabetes": "diabetes",
    "leg_pain_arterial": "arterial_disease",
    "leg_pain_varicose": "varicose_veins",
    "swelling_both_legs": "both_legs_swelling",
    "heart_failure": "heart_failure",
}
"""What a named cause says about the person, in the codes of scale.md#facts-and-their-codes."""

_CLOT_REASON = re.compile(r"\b(dvt|pe|clot|clots|thrombos\w*|embol\w*|phlebitis)\b", re.IGNORECASE)
_PREVENTS = re.compile(
    r"\b(prevent\w*|avoid\w*|in case|risk|a\.?f\.?|afib|fibrillation|rhythm|stroke|valve|stent|heart|after|"
    r"operation|surgery|no|not|never)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Health:
    """What the health questions say. None = nobody asked."""

    conditions: tuple[Condition, ...] | None
    clots: tuple[Clot, ...] | None
    thrombophilia: tuple[ClottingTendency, ...] | None
    cancer: Cancer | None
    devices: tuple[Device, ...] | None
    blood_pressure: BloodPressure | None
    platelets: Platelets | None
    inr: Inr | None


def read_conditions(history: AnswerHistory, medicines: tuple[MedicineFact, ...]) -> Health:
    """Everything the health questions say, and the clot that a medicine's reason names."""
    answered = dict(history.answered("condition_"))
    conditions = tuple(
        _condition(history, key, when) for key, when in answered.items()
        if when in ("now", "past") and key not in NOT_CONDITIONS
    )
    return Health(
        conditions=conditions if answered else None,
        clots=_clots(history, answered, medicines),
        thrombophilia=_thrombophilia(history, answered),
        cancer=_cancer(history, answered),
        devices=_devices(history),
        blood_pressure=_blood_pressure(history),
        platelets=_platelets(history, answered),
        inr=Inr(state=state, words="INR") if (state := history.text("inr_state")) and state != "unsure" else None,
    )


def _devices(history: AnswerHistory) -> tuple[Device, ...] | None:
    told = history.choices("devices")
    return tuple(Device(device_code(each) or "", words=each.replace("_", " ")) for each in told) or None


def _condition(history: AnswerHistory, key: str, when: str) -> Condition:
    code = condition_code(key) or ""
    severity = history.text("bleeding_disorder_severity") if code == "bleeding_disorder" else ""
    named = history.text("bleeding_disorder_name") if code == "bleeding_disorder" else ""
    return Condition(
        ASSESSED_BY_NAME.get(code, code), past=when == "past", severity=severity,
        words=named or LABELS.get(f"condition_{key}", key.replace("_", " ")),
    )


def _clots(
    history: AnswerHistory, answered: dict[str, str], medicines: tuple[MedicineFact, ...],
) -> tuple[Clot, ...] | None:
    clots = [_clot(row) for row in history.rows("clots")]
    told = {clot.type for clot in clots}
    for code in CLOT_CONDITIONS:
        if answered.get(code) in ("now", "past") and code not in told and "" not in told:
            clots.append(Clot(code, words=LABELS[f"condition_{code}"]))
    if answered.get("leg_pain_clot") in ("now", "past") and not clots:
        clots.append(Clot("", words="leg pain put down to a clot"))
    if not clots:
        clots += [_clot_being_treated(medicine) for medicine in medicines if _is_for_a_clot(medicine)]
    asked = clots or any(code in answered for code in CLOT_CONDITIONS)
    return tuple(clots) if asked else None


def _clot(row: DatedRow) -> Clot:
    kind = row.text("type")
    side = row.text("side")
    return Clot(
        clot_type(kind), on=row.dated("date"), side="" if side == "unsure" else side,
        on_treatment=row.answer("on_treatment"),
        words=row.text("words") or f"{kind or 'clot'} {row.text('date')}".strip(),
    )


def _is_for_a_clot(medicine: MedicineFact) -> bool:
    """Whether the reason given for an anticoagulant is a clot being treated, not one being prevented.

    Clinical source: clots.md#clots-that-were-found.
    """
    return ("anticoagulant" in medicine.classes and bool(_CLOT_REASON.search(medicine.reason))
            and not _PREVENTS.search(medicine.reason))


def _clot_being_treated(medicine: MedicineFact) -> Clot:
    folded = medicine.reason.lower()
    kind: ClotType | NotKnown = "pe" if re.search(r"\bpe\b|embol|lung", folded) else "dvt" if "dvt" in folded else ""
    taken = Answer.YES if medicine.status in ("taken", "as_needed") else Answer.NOT_ASKED
    return Clot(kind, on=medicine.started, on_treatment=taken, words=f"{medicine.words}: {medicine.reason}")


def _thrombophilia(history: AnswerHistory, answered: dict[str, str]) -> tuple[ClottingTendency, ...] | None:
    when = answered.get("thrombophilia")
    if when in ("now", "past"):
        named = history.text("thrombophilia_name")
        return (ClottingTendency("thrombophilia", words=named or "clotting tendency, name not known"),)
    return () if when else None


def _cancer(history: AnswerHistory, answered: dict[str, str]) -> Cancer | None:
    if answered.get("cancer") not in ("now", "past"):
        return None
    status = cancer_status(history.text("cancer_status"))
    last = history.dated("cancer_last_treatment")
    if not status and answered["cancer"] == "past" and not last.is_known:
        # "In the past" is what the client says of the disease; treatment within six months still counts as active.
        status = "remission"
    return Cancer(status or ("active" if answered["cancer"] == "now" else ""), last, words="cancer")


def _blood_pressure(history: AnswerHistory) -> BloodPressure | None:
    upper, lower = history.number("systolic"), history.number("diastolic")
    if upper is None and lower is None:
        return None
    return BloodPressure(
        None if upper is None else round(upper), None if lower is None else round(lower), UNKNOWN,
        words=f"{upper or 0:g}/{lower or 0:g}",
    )


def _platelets(history: AnswerHistory, answered: dict[str, str]) -> Platelets | None:
    count = history.number("platelets")
    if count is not None:
        return Platelets(count, words=f"platelets {count:g}")
    if answered.get("low_platelets") == "now":
        return Platelets(low_number_unknown=True, words=LABELS["condition_low_platelets"])
    return None
