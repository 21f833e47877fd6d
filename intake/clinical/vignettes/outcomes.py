"""Running a worked case: what its rule gives on the day of all cases, and where that differs from what is expected."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from intake.clinical import body
from intake.clinical.dates.spoken import in_words
from intake.clinical.screening import screen
from intake.clinical.screening.rule_book import Case
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.techniques import HIGH, LEG_CARE, MODERATE, PRESSURES, TECHNIQUES
from intake.clinical.vignettes.fact_words import facts_in_words
from intake.clinical.vignettes.facts import facts_from_dict

ON = date(2026, 5, 4)
"""The day for which every case is screened."""
UNREADABLE_BY_DESIGN = "vte_history"
"""A clot of a kind that nobody knows is what a case is about: it counts as any clot."""
SETS: Mapping[str, frozenset[str]] = {"high": HIGH, "moderate": MODERATE, "leg_care": LEG_CARE}
"""Techniques that a case may name together: by the level of bleeding, or for careful legs."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule gives of a case. `tier` and `scope` are "" where it is silent; `cap` is a Walton number or "none".

    `regions` are the places left out wholly; cap and `techniques` hold `only_on` these places, everywhere if there are
    none; `until` is a day, "" where none is known; `unread` what nobody could read.
    """

    tier: str = ""
    sentence: str = ""
    cap: int | str = "none"
    regions: frozenset[str] = frozenset()
    until: str = ""
    unread: tuple[str, ...] = ()
    scope: str = ""
    techniques: frozenset[str] = frozenset()
    only_on: frozenset[str] = frozenset()
    urgency: str = ""


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
        return Outcome(unread=unread)
    change = found.modifications
    return Outcome(
        found.tier.name, found.sentence, "none" if change.pressure_cap is None else change.pressure_cap, change.regions,
        found.until.isoformat() if found.until else "", unread, found.scope.value, change.techniques, change.only_on,
        found.urgency.value if found.urgency else "")


def expected(case: Case) -> Outcome:
    """What a case expects, as far as it says."""
    return Outcome(
        case.expect, cap="none" if case.cap is None else case.cap, regions=_expanded(case.regions),
        until=case.until or "", scope=case.scope or "", only_on=_expanded(case.only_on), urgency=case.urgency or "",
        techniques=frozenset().union(*(SETS.get(each, {each}) for each in case.techniques or ())))


def _expanded(places: tuple[str, ...] | None) -> frozenset[str]:
    return frozenset().union(*map(body.expand, places or ()))


URGENCY_WORDS = {"": "No massage", "emergency": "No massage: the emergency number now",
                 "same_day": "No massage: to a doctor the same day"}
COMPARED = (("scope", "scope"), ("urgency", "urgency"), ("cap", "pressure"), ("regions", "places"),
            ("until", "day"), ("techniques", "techniques"), ("only_on", "where that holds"))
"""What a case may say beside its tier, and what each is called where it does not fit."""


def differences(case: Case, outcome: Outcome) -> tuple[str, ...]:
    """In what an outcome is not what the case expects: tier, pressure, places, day, facts that nobody can read …"""
    wanted = expected(case)
    tier = ("tier",) if outcome.tier != case.expect else ()
    unread = ("facts that nobody can read",) if outcome.unread else ()
    return (*tier, *(words for name, words in COMPARED
                     if getattr(case, name) is not None and getattr(wanted, name) != getattr(outcome, name)), *unread)


def ran(case: Case) -> Ran:
    """A case worked out and put into words."""
    outcome = outcome_of(case)
    return Ran(
        case, facts_in_words(case.facts, ON, at_visit=case.at_visit), tuple(_taken_away(expected(case), case)), outcome,
        tuple(_taken_away(outcome, case)), differences(case, outcome),
    )


def _taken_away(outcome: Outcome, case: Case) -> Iterator[str]:
    """What is given or expected in words; what is not, only where the case speaks of it and there is a massage."""
    is_none_at_all = _is_none_at_all(outcome)
    if is_none_at_all:
        yield URGENCY_WORDS[outcome.urgency]
    where = f" on {_places(outcome.only_on)}" if outcome.only_on else ""
    if not isinstance(outcome.cap, str):
        yield f"Pressure at most {outcome.cap} ({PRESSURES[outcome.cap]}){where}"
    elif case.cap is not None and not is_none_at_all:
        yield "No limit on pressure"
    if outcome.techniques:
        yield f"Without {'; '.join(TECHNIQUES[each] for each in TECHNIQUES if each in outcome.techniques)}{where}"
    if outcome.regions:
        yield f"Left out: {_places(outcome.regions)}"
    elif case.regions is not None and not is_none_at_all:
        yield "No place left out"
    if outcome.until:
        yield f"Until {in_words(date.fromisoformat(outcome.until))}"
    elif case.until is not None and outcome.tier:
        yield "No day known on which it ends"


def _is_none_at_all(outcome: Outcome) -> bool:
    return outcome.tier == "STOP" or (outcome.tier == "HOLD" and outcome.scope == "whole_session")


def _places(regions: frozenset[str]) -> str:
    return "the whole body" if regions >= body.expand("whole_body") else body.in_words(regions)
