"""Pain in one limb that nobody has explained (R29): what it means by where it is and what stands beside it."""
from collections.abc import Iterable
from datetime import date, timedelta

from intake.clinical.answer import Answer
from intake.clinical.body import expand
from intake.clinical.facts import Facts, Symptom
from intake.clinical.screening.clots.points import clot_points
from intake.clinical.screening.evidence import of_symptom
from intake.clinical.screening.findings import Modifications, Scope, Tier
from intake.clinical.screening.rule import DECIDED, Verdict, rule
from intake.clinical.screening.rules.emergencies import arm_clot_signs, leg_clot_signs, new_pain_with_factors
from intake.clinical.screening.rules.legs import AT_JOINTS, VEIN_SIGNS, WHOLE_ARM, unexplained_limb_pains
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import LEG_PAINS, is_pregnant, joined_side, legs, strongest_phase
from intake.clinical.techniques import LEG_CARE

SEEN = "Has a doctor seen it?"
SEEN_AND_SIGNS = "Has a doctor seen it? Any swelling, heat or change of colour?"
SINCE = "Since when does it hurt?"
AT_REST = "Does the foot hurt at rest or at night?"


@rule("R29", name="Unexplained pain in one limb", tiers=(Tier.HOLD, Tier.CAUTION, Tier.NOTE), reads=("symptoms",),
      codes=LEG_PAINS | VEIN_SIGNS | {"arm_pain"}, windows=("pain_at_joint", "birth_late", "pain_points"),
      sources=("S23", "S54", "C05", "C13"), clearance=True, version=DECIDED.isoformat(), checked_on=DECIDED)
def unexplained_limb_pain(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Pain in one leg or one whole arm without a known cause, not seen by a doctor, or one lone sign at a leg; where
    R02, R03 and R04 are silent. At foot, ankle, knee, hip or buttock it is a note once it is known to be older than six
    weeks; not in pregnancy, within twelve weeks of a birth, with passing clot factors worth two, or where a foot hurts
    at rest or at night, or nobody has asked that. At the upper arm alone it asks for a lighter hand there.
    """
    found = unexplained_limb_pains(facts)
    stronger = (leg_clot_signs, arm_clot_signs, new_pain_with_factors)
    if not found or any(stronger_rule(facts, on, settings) for stronger_rule in stronger):
        return None
    held = [s for s in found if _is_held(s, facts, on, settings)]
    gentle = [s for s in found if is_at_upper_arm(s)]
    if held:
        return _held(held, gentle, found, _steps_down_on(held, facts, on, settings))
    tier, pains = (Tier.CAUTION, gentle) if gentle else (Tier.NOTE, found)
    places = limbs(pains)
    changes = Modifications(3, LEG_CARE, only_on=places) if gentle else Modifications(
        techniques=frozenset({"deep_tissue"}), only_on=places)
    return Verdict(tier, "Pain on one side that nobody has explained: gently there, and a doctor should see it."
                   if gentle else "Pain on one side that nobody has explained, older than six weeks.",
                   tuple(map(of_symptom, found)), scope=Scope.LIMB, side=joined_side(s.side for s in pains),
                   modifications=changes, questions=(SEEN_AND_SIGNS if gentle else SEEN,),
                   until_reason="until a doctor has seen it")


def _held(held: list[Symptom], gentle: list[Symptom], found: list[Symptom], until: date | None) -> Verdict:
    """A HOLD of the limbs of `held`; beside it the upper arms of `gentle` get a lighter hand."""
    regions, arms = limbs(held), limbs(gentle)
    open_ = [s for s in held if s.site in AT_JOINTS]
    ask = (SEEN_AND_SIGNS, *([SINCE] if any(not s.onset.is_known for s in open_) else ()),
           *([AT_REST] if any(_at_rest_is_open(s) for s in open_) else ()))
    return Verdict(Tier.HOLD, "Pain on one side that nobody has explained: no work there until a doctor has seen it.",
                   tuple(map(of_symptom, found)), scope=Scope.LIMB, side=joined_side(s.side for s in held),
                   modifications=Modifications(3, LEG_CARE, regions, only_on=arms) if arms - regions else
                   Modifications(regions=regions), questions=ask, until=until,
                   until_reason="then a note, unless something else favours a clot" if until else
                   "until a doctor has seen it", family=tuple(s.onset for s in found),
                   when_cleared=Modifications(3, LEG_CARE, only_on=regions | arms))


def limbs(pains: Iterable[Symptom]) -> frozenset[str]:
    """The limbs that these pains concern, both where a side is not known; of the upper arm only that."""
    places: frozenset[str] = frozenset()
    for s in pains:
        side = "" if s.side == "both" else s.side
        places |= legs(side) if s.code != "arm_pain" else expand("arm" if s.site in WHOLE_ARM else "upper_arm", side)
    return places


def is_at_upper_arm(pain: Symptom) -> bool:
    """Whether it is pain of an arm that does not take in the whole arm."""
    return pain.code == "arm_pain" and pain.site not in WHOLE_ARM


def _at_rest_is_open(pain: Symptom) -> bool:
    return pain.site == "foot" and pain.at_rest is Answer.NOT_ASKED


def _is_held(pain: Symptom, facts: Facts, on: date, settings: ScreeningSettings) -> bool:
    """Whether the limb is left alone: always, but at the upper arm, and at a joint while nothing keeps it so."""
    if pain.code == "arm_pain":
        return pain.site in WHOLE_ARM
    if pain.code != "leg_pain" or pain.site not in AT_JOINTS:
        return True
    return (pain.onset.days_before(on) <= limit("pain_at_joint", on) or _stays_held(pain, facts)
            or _is_near_a_birth(facts, on)
            or clot_points(facts, on, settings).passing >= limit("pain_points", on))


def _stays_held(pain: Symptom, facts: Facts) -> bool:
    """What keeps it held whatever the day: a pregnancy, or a foot that hurts at rest, or that nobody was asked of."""
    return is_pregnant(facts.pregnancy) or (pain.site == "foot" and pain.at_rest is not Answer.NO)


def _is_near_a_birth(facts: Facts, on: date) -> bool:
    return strongest_phase(((b, b.delivered) for b in facts.births or ()), on, "birth_late") is not None


def _steps_down_on(held: list[Symptom], facts: Facts, on: date, settings: ScreeningSettings) -> date | None:
    """The first day on which none of these pains holds a limb any more by itself; None where no day is known."""
    day = on
    for pain in held:
        if pain.code != "leg_pain" or pain.site not in AT_JOINTS or _stays_held(pain, facts):
            return None
        if pain.onset.latest is None:
            return None
        day = max(day, pain.onset.latest + timedelta(int(limit("pain_at_joint", on)) + 1))
    birth = strongest_phase(((b, b.delivered) for b in facts.births or ()), on, "birth_late")
    if birth is not None:
        if birth.until is None:
            return None
        day = max(day, birth.until)
    return _passing_fade_on(day, facts, settings)


def _passing_fade_on(day: date, facts: Facts, settings: ScreeningSettings) -> date | None:
    """The first day from `day` on with less than two passing points; None where their end is not known."""
    while (tally := clot_points(facts, day, settings)).passing >= limit("pain_points", day):
        ends = [f.weakens_on for f in tally.factors if f.transient and f.weakens_on is not None and f.weakens_on > day]
        if not ends:
            return None
        day = min(ends)
    return day
