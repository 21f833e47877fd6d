"""Conditions, cancer, devices and platelets, read from the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from intake.clinical.dates.vague import UNKNOWN, VagueDate, on_day
from intake.clinical.facts import BloodPressure, Cancer, Clot, ClottingTendency, Condition, Device, Inr, Platelets
from intake.clinical.facts.codes import (
    CancerStatus,
    ConditionCode,
    NotKnown,
    cancer_status,
    condition_code,
    device_code,
)
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.history.answer_history import AnswerHistory, Telling, last_run, plain_words
from intake.clinical.history.assessments import Assessment
from intake.clinical.history.bleeding_disorders import read_bleeding_disorders
from intake.clinical.history.clots import CLOT_CONDITIONS, read_clots
from intake.clinical.history.details import ILLNESSES, with_details
from intake.clinical.history.hardware import TICK, read_hardware
from intake.clinical.history.infection import INFECTIONS, Wellness, is_lasting
from intake.clinical.history.measures import read_blood_pressure, read_inr
from intake.clinical.questionnaire import single_questions
from intake.clinical.questionnaire.earlier import RETIRED_QUESTIONS, asked_as

QUESTIONS = {q.key: q for q in (*single_questions(), *RETIRED_QUESTIONS.values()) if q.key.startswith("condition_")}
LABELS = {key: question.label for key, question in QUESTIONS.items()}
WORDS = {key.removeprefix("condition_"): label for key, label in LABELS.items()}
NOT_CONDITIONS: frozenset[ConditionCode] = frozenset({
    *CLOT_CONDITIONS, "bleeding_disorder", "cancer", "joint_replacement", "thrombophilia", "leg_pain_clot"})
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

LASTING: frozenset[ConditionCode] = frozenset({
    "aortic_aneurysm", "arterial_graft", "arthritis", "cushings", "diabetes", "ehlers_danlos",
    "ehlers_danlos_vascular", "epilepsy", "heart_disease", "heart_failure", "hepatitis_hiv",
    "inflammatory_bowel_disease", "inflammatory_rheumatic_disease", "joint_replacement", "kidney_disease",
    "liver_cirrhosis", "lymphoedema", "nephrotic_syndrome", "neurological_disease", "osteoporosis",
    "recent_major_bleed", "stroke",
})
"""Diagnoses: a later "never" or "past" does not end them (scale.md#facts-over-time). The others are states, which
stand until they are asked about again.
"""
_GRAVITY = {"now": 2, "past": 1}
FILTER: ConditionCode = "vena_cava_filter"
AS_DEVICE: Mapping[str, str] = {"insulin_pump": "pump"}
"""Devices that rules know by another code than that of the form."""


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


def read_conditions(
    history: AnswerHistory, medicines: Sequence[MedicineFact], assessments: Sequence[Assessment], wellness: Wellness,
) -> Health:
    """Everything the health questions say, the clot that a medicine's reason names, and those that were confirmed."""
    answered = {key: standing for key in _keys(history) if (standing := _standing(history, key))}
    conditions = [_condition(history, key, told) for key, told in answered.items()
                  if told[-1].words in _GRAVITY and key not in NOT_CONDITIONS]
    told_of = [each for condition in conditions if (each := _as_well(condition, wellness))]
    others = (*read_bleeding_disorders(history, WORDS["bleeding_disorder"]), *_hardware(history, answered),
              *_from_heparin(history), *_filter(history))
    return Health(
        conditions=(*told_of, *others) if answered or others else None,
        clots=read_clots(history, medicines, assessments, WORDS),
        thrombophilia=_thrombophilia(history, answered),
        cancer=_cancer(history),
        devices=_devices(history),
        blood_pressure=read_blood_pressure(history),
        platelets=_platelets(history, answered),
        inr=read_inr(history),
    )


def _keys(history: AnswerHistory) -> list[str]:
    return [key.removeprefix("condition_") for key in history.keys("condition_")]


def _standing(history: AnswerHistory, key: str) -> tuple[Telling, ...]:
    """The tellings that say how a condition stands, the one that counts last: of a diagnosis the gravest ever told."""
    tellings = history.tellings(f"condition_{key}")
    if key not in LASTING or not tellings:
        return tuple(last_run(tellings))
    gravest = max(_GRAVITY.get(each.words, 0) for each in tellings)
    return tuple(each for each in tellings if _GRAVITY.get(each.words, 0) == gravest)


def _as_well(condition: Condition, wellness: Wellness) -> Condition | None:
    if condition.code not in INFECTIONS or condition.past:
        return condition
    ill = wellness.of(condition)
    # What it was still counts with its date; a cold that is over counts for nothing.
    return replace(condition, past=True) if ill is None and condition.code in ILLNESSES else ill


def _devices(history: AnswerHistory) -> tuple[Device, ...] | None:
    return tuple(
        Device(device_code(AS_DEVICE.get(code, code)) or "", words=code.replace("_", " "), answers=answers)
        for code, answers in history.chosen_ever("devices").items() if code != FILTER) or None


def _filter(history: AnswerHistory) -> tuple[Condition, ...]:
    """A vena cava filter is ticked among the devices, and says what a past clot says."""
    answers = history.chosen_ever("devices").get(FILTER)
    if not answers:
        return ()
    reason = history.newest("vena_cava_filter_reason")
    words = "vena cava filter" if reason is None else f"vena cava filter: {reason.words}"
    return (Condition(FILTER, words=words, answers=(*answers, *((reason.name,) if reason else ()))),)


def _from_heparin(history: AnswerHistory) -> tuple[Condition, ...]:
    """Low platelets from heparin: an event, which a later "no" does not end. The last date told counts."""
    told = [each for each in history.tellings("heparin_low_platelets") if each.words == "yes"]
    dates = [each for each in history.tellings("heparin_low_platelets_on")
             if any(each.entry == yes.entry for yes in told)]
    if not told:
        return ()
    days = [history.date_in(each) for each in dates]
    return (Condition(
        "heparin_induced_thrombocytopenia", on=max(days, key=lambda day: day.latest or date.max, default=UNKNOWN),
        words="low platelets caused by heparin", answers=tuple(each.name for each in (*told, *dates))),)


def _hardware(history: AnswerHistory, answered: Mapping[str, tuple[Telling, ...]]) -> tuple[Condition, ...]:
    ticks = [each for each in answered.get(TICK, ()) if each.words in _GRAVITY]
    return read_hardware(history, ticks, WORDS[TICK].lower())


def _condition(history: AnswerHistory, key: str, told: tuple[Telling, ...]) -> Condition:
    code, question = condition_code(key) or "", QUESTIONS.get(f"condition_{key}")
    words = asked_as(question, history.entries[told[-1].entry].answers) if question else key.replace("_", " ")
    if code == "acute_infection" and is_lasting(history, told[-1]):
        code = "chronic_infection"
    return with_details(history, key, Condition(
        ASSESSED_BY_NAME.get(code, code), past=told[-1].words == "past", words=words,
        answers=tuple(each.name for each in told)))


def _thrombophilia(
    history: AnswerHistory, answered: Mapping[str, tuple[Telling, ...]],
) -> tuple[ClottingTendency, ...] | None:
    ticks = history.tellings("condition_thrombophilia")
    if not any(each.words in _GRAVITY for each in ticks):
        return () if answered.get("thrombophilia") else None
    told = tuple(each.name for each in ticks if each.words in _GRAVITY)
    names = {plain_words(each.words): each for each in history.tellings("thrombophilia_name")}
    if not names:
        return (ClottingTendency("thrombophilia", words="clotting tendency, name not known", answers=told),)
    return tuple(ClottingTendency("thrombophilia", words=each.words, answers=(*told, each.name))
                 for each in names.values())


def _cancer(history: AnswerHistory) -> Cancer | None:
    """Cancer as it was told last of it. Active when it was told, and in the past later: treated until then at least."""
    told = [each for each in history.tellings("condition_cancer") if each.words in _GRAVITY]
    if not told:
        return None
    newest, last = told[-1], _last_treatment(history)
    answers = tuple(each.name for each in told)
    if newest.words == "now":
        return Cancer(_status_of(history, "past") or "active", last, words="cancer", answers=answers)
    status = _status_of(history, "now")
    active_on = max((each.on for each in told if each.words == "now" and _was_active(history, each)), default=None)
    if active_on is not None and (last.latest is None or last.latest < active_on):
        last = on_day(active_on)
    if not status and not last.is_told:
        # "In the past" is what the client says of the disease; treatment within six months still counts as active.
        status = "remission"
    return Cancer(status, last, words="cancer", answers=answers)


def _status_of(history: AnswerHistory, other: str) -> CancerStatus | NotKnown:
    """How things stand, as told last in a form that does not tick the `other` answer."""
    told = [each for each in history.tellings("cancer_status")
            if history.entries[each.entry].answers.get("condition_cancer") != other]
    return cancer_status(told[-1].words) if told else ""


def _last_treatment(history: AnswerHistory) -> VagueDate:
    """The latest treatment ever told of: an earlier one told later does not undo it, one that was misread does."""
    days = [history.date_in(each) for each in history.tellings("cancer_last_treatment")]
    if days and days[-1].is_refused:
        return days[-1]
    known = [day for day in days if day.latest is not None]
    return max(known, key=lambda day: day.latest or date.min) if known else days[-1] if days else UNKNOWN


def _was_active(history: AnswerHistory, told: Telling) -> bool:
    """Whether it was under treatment when it was ticked as "now": so unless that very form said otherwise."""
    return history.entries[told.entry].answers.get("cancer_status") != "remission"


def _platelets(history: AnswerHistory, answered: Mapping[str, tuple[Telling, ...]]) -> Platelets | None:
    counted, ticked = history.newest("platelets"), answered.get("low_platelets", ())
    is_low = bool(ticked) and ticked[-1].words == "now"
    count = history.number("platelets")
    # "Low" said after a count was measured is news; before it, or beside it, the count says more.
    if counted is not None and count is not None and not (is_low and ticked[-1].entry > counted.entry):
        return Platelets(count, words=f"platelets {count:g}", answers=(counted.name,))
    if is_low:
        return Platelets(low_number_unknown=True, words=LABELS["condition_low_platelets"],
                         answers=tuple(each.name for each in ticked))
    return None
