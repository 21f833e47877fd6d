"""Places of the body that ask for care, and diagnoses that are only noted (R49, R51, R53, R55, R60, R61, R65, R77)."""
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.body import expand
from intake.clinical.facts import Condition, Facts, Operation
from intake.clinical.facts.codes import ConditionCode, DeviceCode, SymptomCode
from intake.clinical.screening.evidence import of_condition, of_device, of_hardware, of_operation
from intake.clinical.screening.findings import Modifications, Scope, Tier
from intake.clinical.screening.operation_kinds import LOCAL, SEDATION, is_minor
from intake.clinical.screening.rule import DECIDED, Verdict, rule
from intake.clinical.screening.rules.illness import current
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import joined_side, legs
from intake.clinical.techniques import LEG_CARE

CAUTION, NOTE = Tier.CAUTION, Tier.NOTE
LOW_FEELING: frozenset[ConditionCode] = frozenset({"reduced_sensation_feet_or_legs"})
DEVICES: frozenset[DeviceCode] = frozenset({"port", "central_line", "pacemaker", "icd", "pump", "fistula"})
SKIN: frozenset[ConditionCode] = frozenset({"open_wound", "unhealed_scar", "skin_infection", "burn"})
SCIATICA: frozenset[ConditionCode] = frozenset({"sciatica_assessed", "sciatica"})
LYMPHOEDEMA: frozenset[ConditionCode] = frozenset({"lymphoedema"})
VEINS: frozenset[ConditionCode] = frozenset({"varicose_veins"})
HARDWARE: frozenset[ConditionCode] = frozenset({"hardware"})
OVER_HARDWARE = frozenset({"deep_tissue", "thrust"})
DIABETES: frozenset[ConditionCode] = frozenset({"diabetes"})
SPINE_SIGNS: frozenset[SymptomCode] = frozenset({
    "saddle_numbness", "bladder_or_bowel_change", "new_weakness_both_legs", "leg_weakness_or_foot_drop",
})
GENTLE = LEG_CARE | {"friction", "hot_stones", "cupping", "gua_sha_iastm"}


def places_of(found: list[Condition]) -> frozenset[str]:
    """The places named with the conditions, as far as any is."""
    return frozenset().union(*(expand(c.site, c.side) for c in found if c.site))


@rule("R49", name="Less feeling in feet or legs", tiers=(CAUTION,), reads=("conditions",), codes=LOW_FEELING,
      sources=("S48", "S61"))
def reduced_sensation(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Less feeling in the feet or legs: pressure and heat cannot be judged there."""
    found = current(facts, LOW_FEELING)
    if not found:
        return None
    side = joined_side(c.side for c in found)
    return Verdict(CAUTION, "Less feeling in feet or legs: the client cannot judge pressure there.",
                   tuple(map(of_condition, found)), scope=Scope.LOCAL, side=side,
                   modifications=Modifications(2, GENTLE, only_on=legs(side)))


@rule("R51", name="Line, port or device", tiers=(CAUTION,), reads=("devices",), sources=("S21", "S48"))
def device(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A central line, port, pacemaker, defibrillator, pump or fistula: nothing over it."""
    found = [d for d in facts.devices or () if d.code in DEVICES]
    if not found:
        return None
    places = frozenset().union(*(expand(d.site, d.side) for d in found if d.site))
    ask = () if all(d.site for d in found) else ("Where does it sit? Mark it on the body chart.",)
    return Verdict(CAUTION, "A line, port or device: stay off it.", tuple(map(of_device, found)), scope=Scope.LOCAL,
                   regions=tuple(sorted(places)), modifications=Modifications(regions=places), questions=ask,
                   until_reason="until it is removed")


def unhealed(facts: Facts, on: date) -> list[Operation]:
    """Operations said not to be healed. R23 keeps the operated area free in its window and R24 in its first, but
    nothing does that of a small one under local anaesthetic or sedation.
    """
    major, minor = limit("operation_major", on), limit("operation_minor", on)
    return [s for s in facts.operations or () if s.healed is Answer.NO
            and (s.category in (LOCAL, SEDATION) or s.on.days_before(on) > (minor if is_minor(s) else major))]


@rule("R53", name="Skin that is not whole", tiers=(CAUTION,), reads=("conditions", "operations"), codes=SKIN,
      sources=("S48",))
def broken_skin(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """An open wound, a scar not yet healed, a skin infection or a burn: nothing there."""
    found, scars = current(facts, SKIN), unhealed(facts, on)
    if not found and not scars:
        return None
    places = places_of(found) | frozenset().union(*(expand(s.site, s.side) for s in scars if s.site))
    ask = () if places else ("Where? Mark it on the body chart.",)
    return Verdict(CAUTION, "Skin that is not whole: leave the place alone.",
                   (*map(of_condition, found), *map(of_operation, scars)), scope=Scope.LOCAL,
                   regions=tuple(sorted(places)),
                   modifications=Modifications(regions=places), questions=ask, until_reason="until it is healed")


@rule("R55", name="Lymphoedema", tiers=(CAUTION,), reads=("conditions",), codes=LYMPHOEDEMA, sources=("U",))
def lymphoedema(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Lymphoedema of a limb."""
    found = current(facts, LYMPHOEDEMA)
    if not found:
        return None
    places = places_of(found)
    ask = () if places else ("Which limb?",)
    return Verdict(CAUTION, "Lymphoedema: only very light work on that limb, no heat.", tuple(map(of_condition, found)),
                   scope=Scope.LIMB, side=joined_side(c.side for c in found), regions=tuple(sorted(places)),
                   modifications=Modifications(1, GENTLE, only_on=places or legs() | expand("arm")), questions=ask)


@rule("R60", name="Varicose veins", tiers=(NOTE,), reads=("conditions",), codes=VEINS, sources=("S48", "S44"))
def varicose_veins(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Varicose veins."""
    found = current(facts, VEINS)
    if not found:
        return None
    return Verdict(NOTE, "Varicose veins: no direct pressure on them.", tuple(map(of_condition, found)),
                   scope=Scope.LOCAL, side=joined_side(c.side for c in found))


@rule("R77", name="Plates, screws or a replaced joint", tiers=(NOTE,), reads=("conditions",), codes=HARDWARE,
      sources=("S48",), version=DECIDED.isoformat(), checked_on=DECIDED)
def hardware(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Plates, screws or a replaced joint in the body: no thrust and no deep pressure over it."""
    found = current(facts, HARDWARE)
    if not found:
        return None
    places = places_of(found)
    where = () if all(c.site for c in found) else ("Where is it? Mark it on the body chart.",)
    when = () if all(c.on.is_known for c in found) else ("When was it put in? Within a year it is also an operation.",)
    return Verdict(NOTE, "Metal or a new joint in the body: no thrust and no deep pressure over it.",
                   tuple(map(of_hardware, found)), scope=Scope.LOCAL,
                   regions=tuple(sorted(places)), questions=(*where, *when),
                   modifications=Modifications(techniques=OVER_HARDWARE, only_on=places) if places else Modifications())


@rule("R61", name="Sciatica without warning signs", tiers=(NOTE,), reads=("conditions",), codes=SCIATICA,
      sources=("S62",))
def sciatica(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Sciatica seen by a doctor, without weakness, numbness between the legs or a change of bladder or bowel."""
    found = current(facts, SCIATICA)
    if not found or any(s.code in SPINE_SIGNS for s in facts.symptoms or ()):
        return None
    if any(c.code == "sciatica" and c.assessed is Answer.NO for c in found):
        return None
    open_ = any(c.code == "sciatica" and c.assessed is Answer.NOT_ASKED for c in found)
    return Verdict(NOTE, "Sciatica without warning signs: massage may be part of the care.",
                   tuple(map(of_condition, found)), scope=Scope.LOCAL, side=joined_side(c.side for c in found),
                   questions=("Has a doctor seen it?",) if open_ else ())


@rule("R65", name="Diabetes", tiers=(NOTE,), reads=("conditions",), codes=DIABETES, sources=("S48",))
def diabetes(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Diabetes, with normal feeling in feet and legs as far as is known."""
    found = current(facts, DIABETES)
    if not found or current(facts, LOW_FEELING):
        return None
    return Verdict(NOTE, "Diabetes: ask about feeling in the feet, look at the skin.", tuple(map(of_condition, found)),
                   scope=Scope.LOCAL, questions=("Do you feel a light touch on both feet?",))
