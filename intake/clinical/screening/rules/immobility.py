"""Operations, casts, bed rest and injuries: the weeks in which legs are left alone (R23–26, 35, 47, 48, 54, 63)."""
from datetime import date

from intake.clinical.body import expand
from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import Condition, Facts, Immobilisation, Injury, Operation
from intake.clinical.screening.clots.events import HEPARIN_REACTION, heparin_reactions, plain_leg_injuries
from intake.clinical.screening.evidence import of_condition, of_injury, of_operation, of_stay
from intake.clinical.screening.findings import Modifications, Scope, Tier
from intake.clinical.screening.operation_kinds import AREAS, REPLACEMENT_OR_CANCER, is_major, is_minor, is_sedation
from intake.clinical.screening.rule import DECIDED, Verdict, rule
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.windows import (
    LEG_STAYS,
    Phase,
    begun_stays,
    careful_legs,
    held_legs,
    is_leg_fracture,
    is_long_enough,
    joined_phase,
    joined_side,
    strongest_phase,
    until_words,
)

HOLD, CAUTION, NOTE = Tier.HOLD, Tier.CAUTION, Tier.NOTE
LEGS = Scope.LOWER_LIMBS


def operated_area(operations: tuple[Operation, ...]) -> frozenset[str]:
    """The places operated on, as far as they are known."""
    places: frozenset[str] = frozenset()
    for operation in operations:
        for place in AREAS.get(operation.category, (operation.site,) if operation.site else ()):
            places |= expand(place, operation.side)
    return places


@rule("R23", name="Major operation in the last 12 weeks", tiers=(HOLD, CAUTION), reads=("operations",),
      windows=("operation_major",), sources=("S1", "S20", "S23"), clearance=True)
def major_operation(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A major operation (in hospital, or with 30 minutes of anaesthetic or more; hip, knee, fracture, spine, belly,
    pelvis, cancer, heart, brain), or one of unknown kind, up to 84 days ago.
    """
    major = [s for s in facts.operations or () if is_major(s)]
    phase = strongest_phase(((s, s.on) for s in major), on, "operation_major")
    if phase is None:
        return None
    area = operated_area(phase.facts)
    ask = ("What kind of operation was it?",) if any(not s.category for s in phase.facts) else ()
    return Verdict(HOLD, "A major operation in the last 12 weeks: legs and the operated area are left alone.",
                   tuple(map(of_operation, phase.facts)), scope=LEGS, regions=tuple(sorted(area)),
                   modifications=held_legs(more=area), questions=(*ask, *phase.questions), until=phase.until,
                   until_reason=until_words(phase.until, "12 weeks are over"), family=tuple(s.on for s in major),
                   when_cleared=careful_legs())


@rule("R24", name="Smaller operation in the last 12 weeks", tiers=(HOLD, CAUTION), reads=("operations",),
      windows=("operation_minor", "operation_minor_late", "operation_sedation"),
      sources=("S1", "S4", "S5", "S9", "S20"), clearance=True, version=DECIDED.isoformat(), checked_on=DECIDED)
def minor_operation(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A day-case operation under general or regional anaesthetic, keyhole leg operation, vein or foot procedure:
    legs left alone to day 42, gently to day 84. A short procedure under sedation: gently to day 42.
    """
    minor = [s for s in facts.operations or () if is_minor(s) or is_sedation(s)]
    phase = _minor_phase(minor, on)
    if phase is None:
        return None
    area = operated_area(phase.facts)
    sedated = all(map(is_sedation, phase.facts))
    held = phase.number == 0 and not sedated
    weeks = "6 weeks" if sedated else "12 weeks"
    return Verdict(HOLD if held else CAUTION,
                   f"A {'short procedure under sedation' if sedated else 'smaller operation'} in the last {weeks}.",
                   tuple(map(of_operation, phase.facts)), scope=LEGS, regions=tuple(sorted(area)),
                   modifications=held_legs(more=area) if held else careful_legs(), questions=phase.questions,
                   until=phase.until,
                   until_reason=until_words(phase.until, "then gently" if held else f"{weeks} are over"),
                   family=tuple(s.on for s in minor), when_cleared=careful_legs())


def _minor_phase(operations: list[Operation], on: date) -> Phase[Operation] | None:
    """Where the smaller operations stand: 0 legs left alone, 1 gently; sedation joins what stands in 1."""
    minor = strongest_phase(((s, s.on) for s in operations if is_minor(s)), on, "operation_minor",
                            "operation_minor_late")
    if minor is not None and minor.number == 0:
        return minor
    return joined_phase(
        minor, strongest_phase(((s, s.on) for s in operations if is_sedation(s)), on, "operation_sedation"))


@rule("R25", name="Leg in a cast or boot, or broken", tiers=(HOLD, CAUTION), reads=("immobilisations", "injuries"),
      windows=("cast", "cast_late"), sources=("S6", "S7", "C01"), clearance=True)
def leg_cast(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A leg in a cast or boot, or a broken leg: legs left alone meanwhile and to day 42 after, gently to day 84."""
    stays = [s for s in begun_stays(facts, on) if s.type in LEG_STAYS]
    broken = [i for i in facts.injuries or () if is_leg_fracture(i)]
    dated: list[tuple[Immobilisation | Injury, VagueDate | None]] = [(s, s.end) for s in stays]
    dated += [(i, i.on) for i in broken]
    phase = strongest_phase(dated, on, "cast", "cast_late")
    if phase is None:
        return None
    held = phase.number == 0
    evidence = tuple(of_injury(f) if isinstance(f, Injury) else of_stay(f) for f in phase.facts)
    return Verdict(HOLD if held else CAUTION, "A leg in a cast or boot, or broken, not long ago.", evidence, scope=LEGS,
                   side=joined_side(f.side for f in phase.facts), modifications=held_legs() if held else careful_legs(),
                   questions=phase.questions, until=phase.until,
                   until_reason=until_words(phase.until, "then gently" if held else "12 weeks are over"),
                   family=(*(s.start for s in stays), *(i.on for i in broken)), when_cleared=careful_legs())


@rule("R26", name="Bed rest in hospital, or platelets lowered by heparin", tiers=(HOLD, CAUTION),
      reads=("immobilisations", "conditions"), codes=HEPARIN_REACTION,
      windows=("bed_rest_least", "hospital_bed", "hospital_bed_late", "heparin_reaction"),
      sources=("S20", "S45", "S81"), clearance=True, version=DECIDED.isoformat(), checked_on=DECIDED)
def hospital_bed(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Three days or more in bed in hospital: legs left alone to day 42 after, gently to day 84. Platelets lowered by
    heparin (HIT): legs left alone to day 42, also where it is told as past and nobody knows when.
    """
    stays = [s for s in begun_stays(facts, on) if s.type == "hospital_bed" and is_long_enough(s, on)]
    reactions = heparin_reactions(facts)
    bed = strongest_phase(((s, s.end) for s in stays), on, "hospital_bed", "hospital_bed_late")
    reaction = strongest_phase(((c, c.on) for c in reactions), on, "heparin_reaction")
    fresh_bed = bed if bed is not None and bed.number == 0 else None
    phase: Phase[Immobilisation | Condition] | None = joined_phase(reaction, fresh_bed) or bed
    if phase is None:
        return None
    held, lay_in_bed = phase.number == 0, any(isinstance(f, Immobilisation) for f in phase.facts)
    return Verdict(HOLD if held else CAUTION, "Three days or more in bed in hospital, not long ago." if lay_in_bed else
                   "Platelets lowered by heparin, not long ago: clots are likelier for six weeks.",
                   tuple(of_condition(f) if isinstance(f, Condition) else of_stay(f) for f in phase.facts), scope=LEGS,
                   modifications=held_legs() if held else careful_legs(), questions=phase.questions, until=phase.until,
                   until_reason=until_words(phase.until, "12 weeks are over" if not held else
                                            "then gently" if lay_in_bed else "6 weeks are over"),
                   family=(*(s.start for s in stays), *(c.on for c in reactions)), when_cleared=careful_legs(),
                   about="" if lay_in_bed else "HEPARIN_REACTION")


@rule("R48", name="Bed rest at home", tiers=(CAUTION, NOTE), reads=("immobilisations",),
      windows=("bed_rest_least", "home_bed", "home_bed_late"), sources=("S20",))
def home_bed(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Three days or more ill in bed at home: gentle legs to day 28 after, a note to day 56."""
    stays = [s for s in begun_stays(facts, on) if s.type == "home_bed" and is_long_enough(s, on)]
    phase = strongest_phase(((s, s.end) for s in stays), on, "home_bed", "home_bed_late")
    if phase is None:
        return None
    fresh = phase.number == 0
    return Verdict(CAUTION if fresh else NOTE, "Three days or more ill in bed at home, not long ago.",
                   tuple(map(of_stay, phase.facts)), scope=LEGS,
                   modifications=careful_legs() if fresh else Modifications(), questions=phase.questions,
                   until=phase.until,
                   until_reason=until_words(phase.until, "then a note" if fresh else "8 weeks are over"))


@rule("R35", name="Fresh injury", tiers=(HOLD, CAUTION), reads=("injuries",), windows=("injury_acute",),
      sources=("S59",))
def fresh_injury(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """An injury anywhere, in its first three days: the place is left alone."""
    phase = strongest_phase(((i, i.on) for i in facts.injuries or ()), on, "injury_acute")
    if phase is None:
        return None
    places = frozenset().union(*(expand(i.region, i.side) for i in phase.facts))
    return Verdict(HOLD, "A fresh injury: leave the place alone.", tuple(map(of_injury, phase.facts)),
                   scope=Scope.LOCAL, side=joined_side(i.side for i in phase.facts), regions=tuple(sorted(places)),
                   modifications=Modifications(regions=places), questions=phase.questions, until=phase.until,
                   until_reason=until_words(phase.until, "the first days are over"),
                   family=tuple(i.on for i in phase.facts))


@rule("R47", name="Leg injury", tiers=(CAUTION, NOTE), reads=("injuries",),
      windows=("injury_acute", "leg_injury", "leg_injury_late"), sources=("S8",))
def leg_injury(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A leg injury without cast or fracture: gentle legs from day 4 to day 28, a note to day 70."""
    phase = strongest_phase(((i, i.on) for i in plain_leg_injuries(facts)), on,
                            "injury_acute", "leg_injury", "leg_injury_late")
    if phase is None or phase.number == 0:
        return None
    fresh = phase.number == 1
    return Verdict(CAUTION if fresh else NOTE, "A leg injury in the last weeks.", tuple(map(of_injury, phase.facts)),
                   scope=LEGS, side=joined_side(i.side for i in phase.facts),
                   modifications=careful_legs() if fresh else Modifications(), until=phase.until,
                   until_reason=until_words(phase.until, "then a note" if fresh else "10 weeks are over"))


@rule("R54", name="Paralysed or immobile leg", tiers=(CAUTION,), reads=("immobilisations", "conditions"),
      codes=frozenset({"paralysed_leg"}), sources=("S23", "S21"))
def immobile_leg(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A leg that is paralysed or hardly moves."""
    stays = [s for s in begun_stays(facts, on) if s.type == "paralysed_or_immobile_leg"]
    told = [c for c in facts.conditions or () if c.code == "paralysed_leg" and not c.past]
    if not stays and not told:
        return None
    side = joined_side([*(s.side for s in stays), *(c.side for c in told)])
    return Verdict(CAUTION, "A leg that hardly moves: clots are likelier there, and pressure is felt less.",
                   (*map(of_stay, stays), *map(of_condition, told)), scope=Scope.LIMB, side=side,
                   modifications=careful_legs(side))


@rule("R63", name="Joint replacement or cancer operation in the last year", tiers=(NOTE,), reads=("operations",),
      windows=("operation_major", "operation_late"), sources=("S1", "S3"))
def late_operation(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A hip or knee replacement or a cancer operation 85 to 365 days ago."""
    counted = [s for s in facts.operations or () if s.category in REPLACEMENT_OR_CANCER]
    phase = strongest_phase(((s, s.on) for s in counted), on, "operation_major", "operation_late")
    if phase is None or phase.number == 0:
        return None
    return Verdict(NOTE, "A joint replacement or cancer operation within the last year.",
                   tuple(map(of_operation, phase.facts)), scope=LEGS, until=phase.until,
                       until_reason="one year is over")
