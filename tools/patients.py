"""python -m tools.patients FOLDER: what the rules say of the synthetic patients in FOLDER, beside their gold answers.

Reads patients.jsonl.gz as described in its README. Prints a Markdown table and every patient that misses a demand.
"""
import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from intake.clinical.dates.vague import read_date
from intake.clinical.facts import Cancer, Condition, Facts, Operation, Pregnancy
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.medicines import read_line
from intake.clinical.operations import read_operation
from intake.clinical.screening import Screening, screen
from intake.clinical.screening.findings import Tier
from intake.clinical.vignettes.codes import read_code

NOT_AN_OPERATION = frozenset({"", "not_an_operation"})
TESTS = (
    "test", "screening", "examin", "x-ray", "scan", "documentation", "medication", "injection", "auscult", "evaluat",
    "measurement", "culture", "typing", "counsel", "review", "count", "childbirth", "delivery", "fetal", "foetal",
    "spirometry", "immuni", "vaccin", "echocardiogram", "admission", "induction", "rehab", "chemotherapy", "antitoxin",
    "smear", "termination care", "epidural",
)
CLOT_RULES = frozenset({"R23", "R24", "R28"})


def facts_of(patient: dict[str, Any]) -> Facts:
    """What a form would hold: current medicines as typed, operations as typed, present conditions."""
    on = date.fromisoformat(patient["reference_date"])
    pregnancy, operations = None, []
    if patient["gold"]["pregnant"]:
        pregnancy = Pregnancy("pregnant")
    for row in patient["procedures"]:
        reading = read_operation(row["text"])
        when = read_date(row["date"], on)
        if reading.category == "caesarean":
            pregnancy = Pregnancy("postpartum", delivered=when, mode="caesarean", words=row["text"])
        elif reading.category not in NOT_AN_OPERATION and not _is_a_test(row["text"]):
            operations.append(Operation(reading.category, when, words=row["text"]))
    conditions = [Condition(code, words=row["text"]) for row in patient["conditions"] if row["active"]
                  for code in read_code("conditions", row["text"]) or ()]
    return Facts(
        sex=patient["sex"], born=date.fromisoformat(patient["birth_date"]), symptoms=(), operations=tuple(operations),
        pregnancy=pregnancy, conditions=tuple(c for c in conditions if c.code != "cancer"),
        cancer=Cancer(words="cancer") if patient["gold"]["conditions"]["cancer"] else None,
        medicines=tuple(MedicineFact.of(statement) for row in patient["medications"] if row["current"]
                          for statement in read_line(row["text"])))


def _is_a_test(text: str) -> bool:
    """Procedures of a record that nobody would write on a form as an operation."""
    return any(word in text.lower() for word in TESTS)


def misses(patient: dict[str, Any], screening: Screening) -> Iterator[str]:
    """The demands that a patient's screening does not meet."""
    rules = {finding.rule for finding in screening.findings}
    gold = patient["gold"]
    if gold["on_b01a"] and not rules & {"R46", "R64"}:
        yield f"takes {', '.join(gold['on_b01a'])}, and neither R46 nor R64"
    for row in gold["surgery_within_84_days"]:
        if row["size"] == "major" and not rules & CLOT_RULES:
            yield f"major operation {row['days_before']} days before ({row['text']}), and no clot rule"
    if not gold["surgery_within_84_days"] and rules & CLOT_RULES:
        yield f"no operation within 84 days, and {sorted(rules & CLOT_RULES)}"


def main() -> None:
    """Screen every patient and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    path = parser.parse_args().folder / "patients.jsonl.gz"
    tiers: Counter[str] = Counter()
    raised: Counter[str] = Counter()
    missed: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            patient = json.loads(line)
            screening = screen(facts_of(patient), on=date.fromisoformat(patient["reference_date"]))
            tiers[screening.tier.name] += 1
            raised.update(finding.rule for finding in screening.findings)
            missed += [f"{patient['id']}: {miss}" for miss in misses(patient, screening)]
    total = sum(tiers.values())
    print(f"| strongest tier | patients of {total} | share |\n|---|---|---|")  # noqa: T201 - a report
    for tier in sorted(Tier, reverse=True):
        print(f"| {tier.name} | {tiers[tier.name]} | {tiers[tier.name] / total:.0%} |")  # noqa: T201
    print("\nRules: " + ", ".join(f"{rule} {count}" for rule, count in sorted(raised.items())))  # noqa: T201
    print(f"Missed demands: {len(missed)}", *missed, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
