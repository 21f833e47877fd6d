"""Signs that need help now (R01–R13): they stop the session, and only a new dated assessment closes them."""
from datetime import date

from intake.clinical.facts import Facts, Symptom
from intake.clinical.facts.codes import SymptomCode
from intake.clinical.screening.clots.points import clot_points
from intake.clinical.screening.evidence import of_birth, of_pregnancy, of_pressure, of_warning
from intake.clinical.screening.findings import Tier, Urgency
from intake.clinical.screening.rule import DECIDED, Verdict, rule
from intake.clinical.screening.rules.legs import (
    calf_differences,
    explained_arm,
    one_sided,
    one_sided_swellings,
    painful_sides,
    unexplained_new_pains,
    vein_signs,
)
from intake.clinical.screening.rules.neck_work import AFTER_NECK_WORK, NECK_WORK_SINCE, after_neck_work
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import is_explained, is_pregnant, is_settled, strongest_phase

STOP, HOLD = Tier.STOP, Tier.HOLD
STOPS = (Tier.STOP, Tier.HOLD, Tier.CAUTION)
"""What stops is held once a doctor has confirmed it and treats it, until it is cleared (scale.md#assessments)."""
NOW, TODAY = Urgency.EMERGENCY, Urgency.SAME_DAY
CLOSED = "closed only by a new dated assessment"
READS = ("symptoms",)

LUNG: frozenset[SymptomCode] = frozenset({"new_breathlessness", "chest_pain", "coughing_blood", "collapse"})
ARM: frozenset[SymptomCode] = frozenset({"arm_swelling", "arm_blue_or_heavy", "neck_swelling"})
COLD_LIMB: frozenset[SymptomCode] = frozenset({
    "limb_cold_pale_sudden", "toes_cold_discoloured_sudden", "limb_numb_sudden",
})
COMPARTMENT: frozenset[SymptomCode] = frozenset({"tense_muscle_severe_pain", "pain_out_of_proportion"})
CAUDA: frozenset[SymptomCode] = frozenset({"saddle_numbness", "bladder_or_bowel_change", "new_weakness_both_legs"})
HEAD: frozenset[SymptomCode] = frozenset({
    "sudden_severe_headache", "neck_pain_with_dizziness_or_vision_change", "face_arm_speech_change",
})
HOT: frozenset[SymptomCode] = frozenset({
    "spreading_hot_red_skin", "hot_swollen_joint", "diabetic_foot_hot_swollen_or_ulcer",
})
NO_WEIGHT: frozenset[SymptomCode] = frozenset({"cannot_bear_weight"})
DARK_URINE: frozenset[SymptomCode] = frozenset({"dark_urine_with_muscle_pain"})
PREGNANCY: frozenset[SymptomCode] = frozenset({
    "pregnancy_warning", "severe_headache", "sudden_severe_headache", "vision_change", "face_or_hand_swelling",
    "upper_belly_pain",
})
# What makes a very high blood pressure an emergency (S60).
PRESSURE: frozenset[SymptomCode] = HEAD | {
    "severe_headache", "vision_change", "chest_pain", "new_breathlessness", "collapse", "confusion",
}


def open_signs(facts: Facts, codes: frozenset[SymptomCode], rule_code: str) -> list[Symptom]:
    """The symptoms among `codes` that nobody has explained, and no assessment for the rule has settled."""
    return [s for s in facts.symptoms or () if s.code in codes and not is_explained(s) and not is_settled(s, rule_code)]


def stop(found: list[Symptom], urgency: Urgency, sentence: str) -> Verdict | None:
    """A STOP on these symptoms, or None where there are none."""
    if not found:
        return None
    return Verdict(STOP, sentence, tuple(map(of_warning, found)), urgency, until_reason=CLOSED)


@rule("R01", name="Possible clot in the lung", tiers=STOPS, clearance=True, reads=READS, codes=LUNG,
      sources=("S19c", "C06", "C07"))
def lung_signs(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """New or worse breathlessness, chest pain, coughing blood or collapse."""
    return stop(open_signs(facts, LUNG, "R01"), NOW, "Possible signs of a blood clot in the lung.")


@rule("R02", name="Possible clot in a leg", tiers=STOPS, clearance=True, reads=READS, windows=("calf_difference",),
      sources=("S23", "S25", "C01"))
def leg_clot_signs(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """One-sided swelling of calf, thigh or leg that no doctor has seen; or calves that differ by 3 cm or more; or
    one-sided leg pain with warmth, redness, pitting, new surface veins or tenderness; or two of these without pain.
    """
    found = one_sided_swellings(facts) + [
        s for s in calf_differences(facts, limit("calf_difference", on)) if not is_settled(s, "R02")]
    signs = vein_signs(facts)
    if signs:
        pains = painful_sides(facts, signs)
        if pains or len({s.code for s in signs}) > 1:
            found += pains + signs
    unique = list(dict.fromkeys(found))
    return stop(unique, TODAY, "Possible signs of a blood clot in the leg.")


@rule("R03", name="Possible clot in an arm or the neck", tiers=STOPS, clearance=True, reads=READS, codes=ARM,
      sources=("S28", "C12", "C13", "C14"))
def arm_clot_signs(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """One arm swollen, blue or heavy; or swelling on one side of the neck."""
    found = [s for s in open_signs(facts, ARM, "R03") if one_sided(s) and not explained_arm(s, facts)]
    return stop(found, TODAY, "Possible signs of a blood clot in the arm or neck.")


@rule("R04", name="New leg pain with clot factors", tiers=STOPS, clearance=True, reads=READS,
      windows=("pain_new", "pain_points"),
      sources=("S23", "S25"))
def new_pain_with_factors(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """New (six weeks or less) unexplained pain in one calf, thigh or groin, with two clot points or more, where R02 is
    silent.
    """
    pains = unexplained_new_pains(facts, on)
    if not pains or leg_clot_signs(facts, on, settings) is not None:
        return None
    tally = clot_points(facts, on, settings)
    if tally.total < limit("pain_points", on):
        return None
    why = tuple(e for factor in tally.factors for e in factor.evidence)
    return Verdict(STOP, "New leg pain on one side that nobody has explained, and things that favour a clot.",
                   (*map(of_warning, pains), *why), TODAY, until_reason=CLOSED)


@rule("R05", name="Possible blocked artery", tiers=STOPS, clearance=True, reads=READS, codes=COLD_LIMB,
      sources=("S55", "C11"))
def cold_limb(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A limb or toes suddenly cold, pale, discoloured or numb."""
    return stop(open_signs(facts, COLD_LIMB, "R05"), NOW, "Possible signs of a blocked artery.")


@rule("R06", name="Possible pressure injury of a muscle", tiers=STOPS, clearance=True, reads=READS, codes=COMPARTMENT,
      sources=("S56",))
def compartment(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Pain out of proportion, or a tense hard muscle, after injury, cast, surgery or effort."""
    return stop(open_signs(facts, COMPARTMENT, "R06"), NOW,
                "Possible pressure build-up in a muscle: it can die within hours.")


@rule("R07", name="Possible pressure on the spinal nerves", tiers=STOPS, clearance=True, reads=READS, codes=CAUDA,
      sources=("S57", "C18"))
def cauda_equina(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Numbness between the legs, a change of bladder or bowel, or new weakness of both legs."""
    return stop(open_signs(facts, CAUDA, "R07"), NOW, "Possible pressure on the nerves at the end of the spine.")


@rule("R08", name="Possible stroke or artery tear", tiers=(*STOPS, Tier.NOTE), clearance=True, reads=READS,
      codes=HEAD | AFTER_NECK_WORK, sources=("C12", "C16", "C17", "C20", "C21", "C25", "C26"),
      version=NECK_WORK_SINCE.isoformat(), checked_on=NECK_WORK_SINCE)
def head_and_neck(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Sudden severe headache; neck pain with dizziness or a change of sight; a change of face, arm or speech. Or neck
    pain or headache within seven days after work on the neck: unlike any before, on one side and not easing, or worse
    from day to day it stops the session; while it is not known to ease the neck is left alone; easing it is noted.
    """
    now = stop(open_signs(facts, HEAD, "R08"), NOW, "Possible signs of a stroke or a torn artery in the neck.")
    return now or after_neck_work(open_signs(facts, AFTER_NECK_WORK, "R08"), on)


@rule("R09", name="Possible spreading infection", tiers=STOPS, clearance=True, reads=READS, codes=HOT,
      sources=("S58", "S61"))
def hot_and_red(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Spreading hot red skin; a hot swollen joint; a diabetic foot that is hot, swollen or ulcerated."""
    return stop(open_signs(facts, HOT, "R09"), TODAY, "Possible infection, or a diabetic foot in danger.")


@rule("R10", name="Possible fracture", tiers=STOPS, clearance=True, reads=READS, codes=NO_WEIGHT, sources=("S57b",))
def cannot_bear_weight(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Cannot put weight on a leg after an injury."""
    return stop(open_signs(facts, NO_WEIGHT, "R10"), TODAY, "Possible fracture.")


@rule("R11", name="Possible muscle breakdown", tiers=STOPS, clearance=True, reads=READS, codes=DARK_URINE,
      sources=("C15", "C24"))
def dark_urine(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Severe muscle pain with dark urine."""
    return stop(open_signs(facts, DARK_URINE, "R11"), TODAY, "Possible breakdown of muscle.")


@rule("R12", name="Very high blood pressure", tiers=(HOLD, STOP), reads=("blood_pressure",),
      windows=("systolic_very_high", "diastolic_very_high"), sources=("S60",))
def very_high_pressure(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Blood pressure of 180/120 or more, either number: with symptoms an emergency, without them no massage."""
    reading = facts.blood_pressure
    if reading is None or not ((reading.systolic or 0) >= limit("systolic_very_high", on)
                               or (reading.diastolic or 0) >= limit("diastolic_very_high", on)):
        return None
    measured = of_pressure(reading)
    ill = open_signs(facts, PRESSURE, "R12")
    if ill:
        return Verdict(STOP, "Very high blood pressure with symptoms.", (measured, *map(of_warning, ill)), NOW,
                       until_reason=CLOSED)
    ask = () if facts.symptoms is not None else ("Any headache, chest pain, breathlessness or change of sight?",)
    return Verdict(HOLD, "Very high blood pressure: no massage until it is lower.", (measured,), questions=ask,
                   until_reason="until the next reading")


@rule("R13", name="Warning signs in pregnancy or after birth", tiers=STOPS, clearance=True,
      reads=("pregnancy", "births"), windows=("birth_warning",), sources=("S32b", "S82"), version=DECIDED.isoformat(),
      checked_on=DECIDED)
def pregnancy_warning(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Pregnant, or up to 42 days after a birth (one without a date counts as today), with severe headache, change of
    sight, sudden swelling of face or hands, or pain in the upper belly.
    """
    state = facts.pregnancy if is_pregnant(facts.pregnancy) else None
    births = None
    if facts.births:
        births = strongest_phase(((b, b.delivered) for b in facts.births), on, "birth_warning")
    if state is None and births is None:
        return None
    signs = open_signs(facts, PREGNANCY, "R13")
    if not signs:
        return None
    why = (*((of_pregnancy(state),) if state else ()), *map(of_birth, births.facts if births else ()))
    return Verdict(STOP, "Possible pre-eclampsia.", (*map(of_warning, signs), *why), TODAY, until_reason=CLOSED,
                   questions=births.questions if births else ())
