"""Long journeys, pregnancy and birth: weeks in which the legs are treated gently (R28, R40, R41, R43, R44)."""
from datetime import date

from intake.clinical.facts import Facts
from intake.clinical.screening.clots.events import long_journeys
from intake.clinical.screening.evidence import of_birth, of_journey, of_pregnancy
from intake.clinical.screening.findings import Modifications, Scope, Tier
from intake.clinical.screening.rule import Verdict, rule
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.windows import careful_legs, held_legs, is_pregnant, legs, strongest_phase, until_words
from intake.clinical.techniques import LEG_CARE

HOLD, CAUTION, NOTE = Tier.HOLD, Tier.CAUTION, Tier.NOTE
LEGS = Scope.LOWER_LIMBS
BELLY = frozenset({"abdomen", "sacrum"})


@rule("R40", name="Long journey in the last two weeks", tiers=(CAUTION,), reads=("journeys",), windows=("journey",),
      sources=("S10", "S11", "S13"))
def fresh_journey(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Seated travel of four hours or more in one stretch (a clinic may set three), ended up to 14 days ago."""
    phase = strongest_phase(((j, j.end) for j in long_journeys(facts, settings)), on, "journey")
    if phase is None:
        return None
    ask = ("How many hours seated in one go?",) if any(j.seated_hours is None for j in phase.facts) else ()
    return Verdict(CAUTION, "A long journey in the last two weeks.", tuple(map(of_journey, phase.facts)), scope=LEGS,
                   modifications=careful_legs(), questions=(*ask, *phase.questions), until=phase.until,
                   until_reason=until_words(phase.until, "then a note (R41)"))


@rule("R41", name="Long journey in the last eight weeks", tiers=(NOTE,), reads=("journeys",),
      windows=("journey", "journey_late"), sources=("S10", "S14"))
def late_journey(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Seated travel of four hours or more, ended 15 to 56 days ago, and no later one."""
    phase = strongest_phase(((j, j.end) for j in long_journeys(facts, settings)), on, "journey", "journey_late")
    if phase is None or phase.number == 0:
        return None
    return Verdict(NOTE, "A long journey in the last eight weeks.", tuple(map(of_journey, phase.facts)), scope=LEGS,
                   until=phase.until, until_reason="8 weeks are over")


@rule("R43", name="Pregnancy", tiers=(CAUTION,), reads=("pregnancy",), sources=("S32", "S33", "S48", "C04"))
def pregnant(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Pregnant, or perhaps pregnant."""
    state = facts.pregnancy
    if state is None or not is_pregnant(state):
        return None
    ask = ("Might you be pregnant? A test would settle it.",) if state.status == "might_be" else ()
    weeks = ("How many weeks?",) if state.weeks is None and not ask else ()
    # Cap 1 holds on the legs alone; deep work on belly and sacrum is out for the whole time (S48: first trimester).
    return Verdict(CAUTION, "Pregnancy: legs with the open light hand only, no firm work on belly or sacrum.",
                   (of_pregnancy(state),), scope=LEGS, regions=tuple(sorted(BELLY)),
                   modifications=Modifications(1, LEG_CARE | {"deep_abdominal", "friction", "cupping"},
                                               position="side-lying", only_on=legs() | BELLY),
                   questions=(*ask, *weeks), until_reason="until the birth")


@rule("R28", name="Caesarean birth", tiers=(HOLD, CAUTION), reads=("births",), windows=("birth", "birth_late"),
      sources=("S20", "S30", "S31"), clearance=True)
def caesarean(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A caesarean birth, or a birth of unknown kind: legs and belly left alone to day 42, gently to day 84."""
    births = [birth for birth in facts.births or () if birth.mode != "vaginal"]
    phase = strongest_phase(((birth, birth.delivered) for birth in births), on, "birth", "birth_late")
    if phase is None:
        return None
    held = phase.number == 0
    belly = frozenset({"abdomen"})
    gentle = Modifications(3, LEG_CARE | {"deep_abdominal"}, only_on=legs() | belly)
    ask = () if all(birth.mode for birth in phase.facts) else ("Was it a vaginal birth or a caesarean?",)
    return Verdict(HOLD if held else CAUTION, "A caesarean birth in the last 12 weeks.",
                   tuple(map(of_birth, phase.facts)),
                   scope=LEGS, regions=("abdomen",), modifications=held_legs(more=belly) if held else gentle,
                   questions=(*ask, *phase.questions), until=phase.until,
                   until_reason=until_words(phase.until, "then gently" if held else "12 weeks are over"),
                   family=tuple(birth.delivered for birth in births), when_cleared=gentle)


@rule("R44", name="Vaginal birth", tiers=(CAUTION, NOTE), reads=("births",), windows=("birth", "birth_late"),
      sources=("S30", "S31"))
def vaginal_birth(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A vaginal birth: gentle legs to day 42, a note to day 84."""
    births = [birth for birth in facts.births or () if birth.mode == "vaginal"]
    phase = strongest_phase(((birth, birth.delivered) for birth in births), on, "birth", "birth_late")
    if phase is None:
        return None
    fresh = phase.number == 0
    return Verdict(CAUTION if fresh else NOTE, "A birth in the last 12 weeks.", tuple(map(of_birth, phase.facts)),
                   scope=LEGS,
                   modifications=careful_legs() if fresh else Modifications(), questions=phase.questions,
                   until=phase.until,
                   until_reason=until_words(phase.until, "then a note" if fresh else "12 weeks are over"))
