"""All medicines of a client, judged together for bleeding and bruising (bleeding.md#levels, bleeding.md#combinations).

Rules R46, R64, R67, R68 and R73 read this view. Nothing is decided twice: levels.py says what one medicine gives alone,
combinations.py which of them add up, this what they give together, today.
"""
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from intake.clinical.facts import Facts
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening.bleeding.combinations import ActingMedicine, combinations_of
from intake.clinical.screening.bleeding.levels import STRENGTH, alone, ends_alone
from intake.clinical.screening.thresholds import limit

_FILE = Path(__file__).parent.parent / "knowledge" / "washout.toml"
ACTING = frozenset({"taken", "as_needed", "on_hold", "unsure"})


def _load() -> tuple[dict[str, int], dict[str, int], int]:
    with _FILE.open("rb") as file:
        table = tomllib.load(file)
    return ({name: row["days"] for name, row in table["ingredients"].items()},
            {name: row["days"] for name, row in table["classes"].items()}, table["default"]["other"]["days"])


BY_INGREDIENT, BY_CLASS, OTHERWISE = _load()


@dataclass(frozen=True, slots=True)
class BleedingView:
    """The medicines that act now, the strongest rule they give together, and the combinations among them."""

    acting: tuple[ActingMedicine, ...]
    rule: str
    combinations: tuple[str, ...]
    involved: tuple[MedicineFact, ...]

    def of(self, *rules: str) -> tuple[ActingMedicine, ...]:
        """The medicines that give one of `rules` alone."""
        return tuple(j for j in self.acting if j.rule in rules)

    @property
    def strong(self) -> tuple[ActingMedicine, ...]:
        """Where R46 applies, the medicines that give it: alone, or else together."""
        return (self.of("R46") or self.together) if self.rule == "R46" else ()

    @property
    def together(self) -> tuple[ActingMedicine, ...]:
        """The medicines of the combinations, in the order of these."""
        by_medicine = {j.medicine: j for j in self.acting}
        return tuple(by_medicine[medicine] for medicine in self.involved)


EMPTY = BleedingView((), "", (), ())
_CACHE = "_bleeding_view"


def bleeding_view(facts: Facts, on: date) -> BleedingView:
    """The view of `facts` on `on`; worked out once per facts and day, since five rules ask for it."""
    kept: tuple[date, BleedingView] | None = facts.__dict__.get(_CACHE)
    if kept is not None and kept[0] == on:
        return kept[1]
    view = _view(facts, on) if facts.medicines else EMPTY
    facts.__dict__[_CACHE] = (on, view)
    return view


def lasts_until(facts: Facts, on: date, still: Callable[[BleedingView], bool]) -> date | None:
    """The first day after `on` on which the view is no longer `still` so, as what was stopped wears off by itself.

    None where it lasts until something else is told.
    """
    ends = {j.until for j in bleeding_view(facts, on).acting if j.until is not None}
    return next((day for day in sorted(ends) if not still(_view(facts, day))), None)


def washout_days(medicine: MedicineFact) -> int:
    """Days until a stopped medicine has no effect any more: the longest of its ingredients, or of its classes."""
    known = [BY_INGREDIENT[name.lower()] for name in medicine.ingredients if name.lower() in BY_INGREDIENT]
    if known and len(known) == len(medicine.ingredients):
        return max(known)
    return max([*known, *(BY_CLASS[c] for c in medicine.classes if c in BY_CLASS)], default=OTHERWISE)


def _stopped(medicine: MedicineFact, on: date) -> tuple[bool, date | None]:
    """Whether a stopped medicine still acts, and until when (None: the day it was stopped is unknown)."""
    if medicine.stopped.latest is None:
        # "Used to take, years ago" is past; "stopped" without a day is recent until somebody asks.
        return medicine.status == "recently_stopped" or medicine.stopped.is_refused, None
    days = washout_days(medicine) + int(limit("washout_margin", on))
    return medicine.stopped.days_before(on) <= days, medicine.stopped.latest + timedelta(days + 1)


def _view(facts: Facts, on: date) -> BleedingView:
    acting = []
    for medicine in facts.medicines or ():
        status = medicine.status
        if status in ACTING and not medicine.stopped.is_known and medicine.frequency != "stopped":
            recent, until = False, None
        elif status in ACTING or status in ("recently_stopped", "past"):
            acts, until = _stopped(medicine, on)
            recent = acts or (medicine.frequency == "stopped" and not medicine.stopped.is_known and status != "past")
            if not recent:
                continue
        else:
            continue
        rule = alone(medicine, on)
        if rule:
            ends = [end for end in (until, ends_alone(medicine, on)) if end is not None]
            acting.append(ActingMedicine(medicine, rule, recent, min(ends, default=None)))
    if not acting:
        return EMPTY
    combinations, involved = combinations_of(acting, facts, on)
    strongest = max((j.rule for j in acting), key=STRENGTH.__getitem__)
    if {"C2", "C6"} & set(combinations):
        strongest = "R46"
    elif combinations and strongest == "R67":
        strongest = "R64"
    return BleedingView(tuple(acting), strongest, combinations, involved)
