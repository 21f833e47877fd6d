"""Re-screening: all rules over ready facts beside the same number of bare date comparisons in plain Python."""
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.interleave import Row, interleave
from intake.clinical.answer import Answer
from intake.clinical.dates.vague import on_day
from intake.clinical.facts import Facts, Journey, Operation
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening import screen
from intake.clinical.screening.rules import RULES
from intake.clinical.vignettes.facts import facts_from_dict

ON = date(2026, 5, 4)
VIGNETTES = Path(__file__).parents[1] / "tests" / "clinical" / "vignettes" / "vignettes.json"
# 30,000 clients a second are 33 µs each; the yardstick below takes about 4 µs on the machine that this was set on.
GOAL = 8.0
PILL = MedicineFact("omeprazole", ("omeprazole",))


def ordinary() -> list[Facts]:
    """Ten clients as a clinic has them: most asked everything and flagged for nothing, some with one or two things."""
    asked = Facts(age=44, bmi=24.0, symptoms=(), operations=(), immobilisations=(), injuries=(), journeys=(),
                  clots=(), conditions=(), medicines=(PILL,), family_clot=Answer.NO)
    blood = MedicineFact("apixaban", ("apixaban",), frozenset({"anticoagulant"}), "high")
    return [*(replace(asked, age=30 + 3 * n) for n in range(6)),
            replace(asked, journeys=(Journey("plane", 9.0, on_day(date(2026, 4, 28))),)),
            replace(asked, operations=(Operation("knee_replacement", on_day(date(2026, 1, 2))),)),
            replace(asked, medicines=(PILL, blood)), replace(asked, age=71, bmi=31.0)]


def flagged() -> list[tuple[Facts, date]]:
    """The vignettes: nearly all of them flagged."""
    rows = json.loads(VIGNETTES.read_text(encoding="utf-8"))
    days = [date.fromisoformat(row["reference_date"]) for row in rows]
    return [(facts_from_dict(row["facts"], day)[0], day) for row, day in zip(rows, days, strict=True)]


def bare() -> int:
    """The yardstick: for each rule one date difference and one comparison."""
    event, fired = date(2026, 2, 1), 0
    for days in range(len(RULES)):
        fired += (ON - event).days <= days
    return fired


def measure() -> list[Row]:
    """Microseconds a client. Facts are made afresh for each run, so that nothing is remembered between clients."""
    clients, vignettes = ordinary(), flagged()

    def screen_ordinary() -> None:
        for facts in clients:
            screen(replace(facts), on=ON)

    def screen_flagged() -> None:
        for facts, day in vignettes:
            screen(replace(facts), on=day)

    def bare_ordinary() -> None:
        for facts in clients:
            replace(facts)
            bare()

    def bare_flagged() -> None:
        for facts, _ in vignettes:
            replace(facts)
            bare()

    return [interleave("screen 10 ordinary clients", screen_ordinary, bare_ordinary, unit="µs", goal=GOAL),
            interleave(f"screen {len(vignettes)} flagged vignettes", screen_flagged, bare_flagged, unit="µs")]
