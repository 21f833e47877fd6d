"""Running a worked case: what its rule gives on the day of all cases, and where that differs from what is expected."""
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from intake.clinical import body
from intake.clinical.dates.spoken import in_words
from intake.clinical.screening import screen
from intake.clinical.screening.rule_book import Case
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.techniques import PRESSURES
from intake.clinical.vignettes.facts import facts_from_dict
from intake.clinical.worked_cases.fact_words import facts_in_words

ON = date(2026, 5, 4)
"""The day for which every case is screened."""
UNREADABLE_BY_DESIGN = "vte_history"
"""A clot of a kind that nobody knows is what a case is about: it counts as any clot."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule gives of a case. `tier` is "" where it is silent; `cap` a Walton number or "none".

    `regions` are the places left out wholly; `until` a day, "" where none is known; `unread` what nobody could read.
    """

    tier: str
    sentence: str
    cap: int | str
    regions: frozenset[str]
    until: str
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ran:
    """A case with what came of it, in words: its facts, what is expected, what the rule gives, where these differ."""

    case: Case
    facts: tuple[str, ...]
    expected: tuple[str, ...]
    outcome: Outcome
    gives: tuple[str, ...]
    differences: tuple[str, ...]


def outcome_of(case: Case) -> Outcome:
    """What the rule of a case gives, all rules worked out together."""
    facts, unread = facts_from_dict(case.facts, ON)
    screening = screen(facts, on=ON, settings=ScreeningSettings(at_visit=case.at_visit))
    found = next((each for each in (*screening.findings, *screening.asks) if each.rule == case.rule), None)
    unread = tuple(each for each in unread if not each.startswith(UNREADABLE_BY_DESIGN))
    if found is None:
        return Outcome("", "", "none", frozenset(), "", unread)
    cap = found.modifications.pressure_cap
    return Outcome(found.tier.name, found.sentence, "none" if cap is None else cap, found.modifications.regions,
                   found.until.isoformat() if found.until else "", unread)


def differences(case: Case, outcome: Outcome) -> tuple[str, ...]:
    """In what an outcome is not what the case expects: tier, pressure, places, day, facts that nobody can read."""
    return tuple(_differences(case, outcome))


def _differences(case: Case, outcome: Outcome) -> Iterator[str]:
    if outcome.tier != case.expect:
        yield "tier"
    if case.cap is not None and outcome.cap != case.cap:
        yield "pressure"
    if case.regions is not None and outcome.regions != frozenset().union(*map(body.expand, case.regions)):
        yield "places"
    if case.until is not None and outcome.until != case.until:
        yield "day"
    if outcome.unread:
        yield "facts that nobody can read"


def ran(case: Case) -> Ran:
    """A case worked out and put into words."""
    outcome = outcome_of(case)
    regions = None if case.regions is None else frozenset().union(*map(body.expand, case.regions))
    return Ran(
        case, facts_in_words(case.facts, ON, at_visit=case.at_visit),
        tuple(_taken_away(case.cap, regions, case.until)), outcome,
        tuple(_given(case, outcome)), differences(case, outcome),
    )


def _given(case: Case, outcome: Outcome) -> Iterator[str]:
    """What is given, and what is not only where the case speaks of it: a STOP has no limit on pressure to show."""
    return _taken_away(outcome.cap if case.cap is not None or outcome.cap != "none" else None,
                       outcome.regions if case.regions is not None or outcome.regions else None,
                       outcome.until if case.until is not None or outcome.until else None)


def _taken_away(cap: int | str | None, regions: frozenset[str] | None, until: str | None) -> Iterator[str]:
    if cap is not None:
        yield "No limit on pressure" if isinstance(cap, str) else f"Pressure at most {cap} ({PRESSURES[cap]})"
    if regions is not None:
        yield f"Left out: {_places(regions)}" if regions else "No place left out"
    if until is not None:
        yield f"Until {in_words(date.fromisoformat(until))}" if until else "No day known on which it ends"


def _places(regions: frozenset[str]) -> str:
    return "the whole body" if regions >= body.expand("whole_body") else body.in_words(regions)
