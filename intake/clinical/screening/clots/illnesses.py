"""Time in bed and infections as clot factors; of one illness that was both, the higher alone (clots.md#points)."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from intake.clinical.dates.vague import VagueDate, on_day
from intake.clinical.facts import Condition, Facts, Immobilisation, Symptom
from intake.clinical.facts.codes import ConditionCode
from intake.clinical.screening.clots.factor import Factor, phased
from intake.clinical.screening.evidence import of_condition, of_stay, of_symptom
from intake.clinical.screening.findings import Evidence
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import begun_stays, is_long_enough, strongest_phase

AT_HOME: frozenset[ConditionCode] = frozenset({"covid", "pneumonia", "influenza"})
SEVERE: frozenset[ConditionCode] = frozenset({"severe_infection"})
INFECTIONS = AT_HOME | SEVERE
Windows = Mapping[str, int]
HOSPITAL: Windows = {"hospital_bed": 3, "hospital_bed_late": 2}
HOME: Windows = {"home_bed": 2, "home_bed_late": 1}
PASSED_AT_HOME: Windows = {"infection_home": 1}
BEDS: Mapping[str, Windows] = {"hospital_bed": HOSPITAL, "home_bed": HOME}


@dataclass(frozen=True, slots=True)
class Illness:
    """A time in bed, an infection, or a temperature of today (a number): its day, None while it goes on."""

    fact: Immobilisation | Condition | Symptom | float
    day: VagueDate | None
    windows: Windows

    def points(self, on: date) -> int:
        """What it counts on `on`, 0 outside its windows."""
        phase = strongest_phase([(self.fact, self.day)], on, *self.windows)
        return 0 if phase is None else list(self.windows.values())[phase.number]


def is_or_was_ill(facts: Facts) -> bool:
    """Whether anything of this page is there to be counted at all: asked of every client, so it makes nothing."""
    if facts.immobilisations or facts.temperature is not None:
        return True
    for condition in facts.conditions or ():
        if condition.code in INFECTIONS:
            return True
    for symptom in facts.symptoms or ():
        if symptom.code == "fever":
            return True
    return False


def illness_factors(facts: Facts, on: date) -> list[Factor]:
    """Hospital bed, bed at home, and an infection, each once; what is one illness counts at its higher alone."""
    beds = list(_beds(facts, on))
    infections = [each for each in _infections(facts, on) if each.points(on)]
    for infection in list(infections):
        same = [bed for bed in beds if is_one_illness(bed, infection, on)]
        if any(bed.points(on) >= infection.points(on) for bed in same):
            infections.remove(infection)
        else:
            beds = [bed for bed in beds if bed not in same]
    severe = [each for each in infections if each.windows is HOSPITAL]
    found: list[Factor] = []
    for name, counted in (("hospital_bed", [bed for bed in beds if bed.windows is HOSPITAL]),
                          ("home_bed", [bed for bed in beds if bed.windows is HOME]),
                          ("infection", severe or infections)):
        if counted:
            found += phased(name, ((each.fact, each.day) for each in counted), on, dict(counted[0].windows), _evidence)
    return found


def _beds(facts: Facts, on: date) -> Iterator[Illness]:
    for stay in begun_stays(facts, on):
        windows = BEDS.get(stay.type)
        if windows is not None and is_long_enough(stay, on):
            yield Illness(stay, stay.end, windows)


def _infections(facts: Facts, on: date) -> Iterator[Illness]:
    """COVID, pneumonia, influenza and a fever at home, and what was severe. A cold is none of them."""
    for condition in facts.conditions or ():
        if condition.code in INFECTIONS and (condition.on.is_told or not condition.past):
            is_severe = condition.code in SEVERE or condition.severity == "severe"
            yield Illness(condition, infected_on(condition), HOSPITAL if is_severe else PASSED_AT_HOME)
    feverish = limit("fever", on)
    if facts.temperature is not None:
        if facts.temperature >= feverish:
            yield Illness(facts.temperature, None, PASSED_AT_HOME)
        return
    for symptom in facts.symptoms or ():
        if symptom.code == "fever":
            yield Illness(symptom, infected_on(symptom), PASSED_AT_HOME)


def infected_on(ill: Condition | Symptom) -> VagueDate:
    """The day of an infection; where only its end is known, that."""
    began = ill.on if isinstance(ill, Condition) else ill.onset
    return ill.ended if not began.is_known and ill.ended is not None and ill.ended.is_known else began


def is_one_illness(bed: Illness, infection: Illness, on: date) -> bool:
    """Whether both are one: the infection lies within the time in bed or 14 days of it, or either has no date."""
    day = on_day(on) if infection.day is None else infection.day
    if not isinstance(bed.fact, Immobilisation) or day.latest is None:
        return True
    span = _in_bed(bed.fact, on)
    if span is None:
        return True
    apart = int(limit("one_illness", on))
    first, last = span
    return ((day.earliest or day.latest) - last).days <= apart and (first - day.latest).days <= apart


def _in_bed(stay: Immobilisation, on: date) -> tuple[date, date] | None:
    """The first and last day of a time in bed; None where it has no date."""
    last = on if stay.end is None else stay.end.latest
    if last is None or (stay.end is None and stay.start.earliest is None):
        return None
    least = int(limit("bed_rest_least", on)) if stay.days is None else stay.days
    return stay.start.earliest or last - timedelta(least), last


def _evidence(fact: Immobilisation | Condition | Symptom | float) -> Evidence:
    if isinstance(fact, Immobilisation):
        return of_stay(fact)
    if isinstance(fact, Condition):
        return of_condition(fact)
    return of_symptom(fact) if isinstance(fact, Symptom) else Evidence("", f"temperature {fact:g} °C")
