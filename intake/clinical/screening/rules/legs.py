"""How leg and arm complaints are read: which are one-sided, which unexplained, which belong together. No rule here."""
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.facts import Facts, Symptom
from intake.clinical.facts.codes import SymptomCode
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import LEG_PAINS, is_explained

VEIN_SIGNS: frozenset[SymptomCode] = frozenset({
    "leg_warmth", "leg_redness", "leg_pitting", "leg_dilated_veins", "leg_tenderness",
})
# R02 speaks of calf, thigh or leg; a swollen joint with a cause of its own is not that.
JOINTS = frozenset({"ankle", "knee", "foot", "hip"})
# Where an old pain is more likely of the joint, or of the back, than of a vein (R29).
AT_JOINTS = JOINTS | {"buttock"}
CALF_OR_THIGH = frozenset({"", "calf", "thigh", "leg", "whole_leg", "lower_leg", "shin", "knee_back", "groin"})
NAMED = frozenset({"exercise", "injury", "known_condition"})
# An arm without a site is whole.
WHOLE_ARM = frozenset({"", "arm", "whole_arm", "upper_limb"})


def one_sided(symptom: Symptom) -> bool:
    """Whether it may be on one side: an unknown side is not "both"."""
    return symptom.side != "both"


def unexplained(symptom: Symptom) -> bool:
    """Whether nobody has a cause for it: not seen by a doctor (or not asked), and no cause named."""
    return symptom.assessed is not Answer.YES and symptom.cause not in NAMED


def is_at_calf_or_thigh(symptom: Symptom) -> bool:
    """Whether it is pain of a leg between groin and ankle, or of a place that was not told; a joint is none of them."""
    return symptom.code == "groin_pain" or (symptom.code == "leg_pain" and symptom.site in CALF_OR_THIGH)


def one_sided_swellings(facts: Facts) -> list[Symptom]:
    """One-sided swelling of calf, thigh or leg that no health professional has seen."""
    return [s for s in facts.symptoms or () if s.code == "leg_swelling" and one_sided(s)
            and s.assessed is not Answer.YES and not (s.site in JOINTS and s.cause in NAMED)]


def calf_differences(facts: Facts, least: float) -> list[Symptom]:
    """Measured differences between the calves of `least` cm or more, whatever complaint carries them."""
    return [s for s in facts.symptoms or ()
            if s.difference_cm is not None and s.difference_cm >= least and not is_explained(s)]


def vein_signs(facts: Facts) -> list[Symptom]:
    """One-sided warmth, redness, pitting, new surface veins or tenderness that nobody has settled."""
    return [s for s in facts.symptoms or () if s.code in VEIN_SIGNS and one_sided(s) and s.assessed is not Answer.YES]


def painful_sides(facts: Facts, signs: list[Symptom]) -> list[Symptom]:
    """One-sided leg pains on a side that also shows a sign; an unknown side may be the same side."""
    sides = {s.side for s in signs}
    return [s for s in facts.symptoms or () if s.code in LEG_PAINS and one_sided(s) and not is_explained(s)
            and (s.side == "" or "" in sides or s.side in sides)]


def unexplained_new_pains(facts: Facts, on: date) -> list[Symptom]:
    """One-sided unexplained pains of calf or thigh that began within six weeks, or on an unknown day."""
    newest = limit("pain_new", on)
    return [s for s in facts.symptoms or () if is_at_calf_or_thigh(s) and one_sided(s) and unexplained(s)
            and s.onset.days_before(on) <= newest]


def unexplained_limb_pains(facts: Facts) -> list[Symptom]:
    """One-sided unexplained leg pain, pain of the whole or the upper arm, or a single sign at a leg (R29)."""
    found = []
    for s in facts.symptoms or ():
        arm = s.code == "arm_pain" and (s.site in WHOLE_ARM or s.site == "upper_arm")
        if (s.code in LEG_PAINS or arm or s.code in VEIN_SIGNS) and one_sided(s) and unexplained(s):
            found.append(s)
    return found


def explained_arm(symptom: Symptom, facts: Facts) -> bool:
    """A swollen arm that a doctor has seen, in a person with known lymphoedema: not a new sign."""
    known = any(c.code == "lymphoedema" for c in facts.conditions or ())
    return symptom.code == "arm_swelling" and symptom.assessed is Answer.YES and known
