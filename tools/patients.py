"""python -m tools.patients FOLDER: what the rules say of the synthetic patients in FOLDER, beside their gold answers.

Reads patients.jsonl.gz as described in its README. Prints Markdown: the tiers, every HOLD with the rule alone
responsible for it (without which the patient would fall below HOLD), how many each rule holds alone, and every patient
that misses a demand. Ends with 1 where any does.
"""
import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from intake.clinical.dates.vague import read_date
from intake.clinical.facts import Birth, Cancer, Condition, Facts, Operation, Pregnancy
from intake.clinical.facts.codes import clot_type, condition_code
from intake.clinical.facts.events import Clot
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.medicines import read_line
from intake.clinical.operations import read_operation
from intake.clinical.screening import Screening, screen
from intake.clinical.screening.findings import Tier
from intake.clinical.vignettes.codes import read_code

OF_AN_OPERATION = frozenset({"R23", "R24"})
CLOT_RULES = OF_AN_OPERATION | {"R28"}
OF_A_CLOT = frozenset({"R20", "R21", "R45"})
BIRTHS = ("childbirth", "delivery", "cesarean", "caesarean")


def facts_of(patient: Mapping[str, Any]) -> Facts:
    """What a form would hold: current medicines as typed, operations and births as typed, present conditions."""
    on = date.fromisoformat(patient["reference_date"])
    codes = [(code, row["text"]) for row in patient["conditions"] if row["active"]
             for code in read_code("conditions", row["text"]) or ()]
    return Facts(
        sex=patient["sex"], born=date.fromisoformat(patient["birth_date"]), symptoms=(),
        operations=tuple(_operations(patient, on)), births=tuple(_births(patient, on)),
        pregnancy=Pregnancy("pregnant" if patient["gold"]["pregnant"] else "none"),
        conditions=tuple(Condition(known, words=words) for code, words in codes
                         if code != "cancer" and not clot_type(code) and (known := condition_code(code))),
        clots=tuple(Clot(clot_type(code), words=words) for code, words in codes if clot_type(code)),
        cancer=Cancer(words="cancer") if any(code == "cancer" for code, _ in codes) else None,
        medicines=tuple(MedicineFact.of(statement) for row in patient["medications"] if row["current"]
                        for statement in read_line(row["text"])))


def _operations(patient: Mapping[str, Any], on: date) -> Iterator[Operation]:
    for row in patient["procedures"]:
        category = read_operation(row["text"]).category
        if category not in ("caesarean", "not_an_operation"):
            yield Operation(category, read_date(row["date"], on), words=row["text"])


def _births(patient: Mapping[str, Any], on: date) -> Iterator[Birth]:
    for row in patient["procedures"]:
        if any(word in row["text"].lower() for word in BIRTHS):
            by_knife = read_operation(row["text"]).category == "caesarean"
            yield Birth(read_date(row["date"], on), "caesarean" if by_knife else "vaginal", row["text"])


def held_by(screening: Screening) -> tuple[str, str]:
    """The rules at HOLD or more, and the one alone responsible, or "several"; both "" below HOLD."""
    rules = [finding.rule for finding in screening.findings if finding.tier >= Tier.HOLD]
    return " ".join(rules), "" if not rules else rules[0] if len(rules) == 1 else "several"


def misses(patient: Mapping[str, Any], screening: Screening) -> Iterator[str]:
    """The demands that a patient's screening does not meet."""
    rules = {finding.rule for finding in screening.findings}
    held = {finding.rule for finding in screening.findings if finding.tier >= Tier.HOLD}
    gold = patient["gold"]
    if gold["on_b01a"] and not rules & {"R46", "R64"}:
        yield f"takes {', '.join(gold['on_b01a'])}, and neither R46 nor R64"
    for row in gold["surgery_within_84_days"]:
        if row["size"] == "major" and not rules & CLOT_RULES:
            yield f"major operation {row['days_before']} days before ({row['text']}), and no clot rule"
    if gold["conditions"]["dvt_or_pe"] and not rules & OF_A_CLOT:
        yield "a clot in the record, and no rule of past clots"
    if gold["conditions"]["cancer"] and "R27" not in rules:
        yield "active cancer, and no R27"
    if not gold["surgery_within_84_days"] and held & OF_AN_OPERATION:
        yield f"no operation within 84 days, and {sorted(held & OF_AN_OPERATION)}"


def patients(folder: Path) -> Iterator[dict[str, Any]]:
    """The patients of the file, one by one."""
    with gzip.open(folder / "patients.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    """Screen every patient and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    tiers: Counter[str] = Counter()
    raised: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    held, missed = [], []
    for patient in patients(parser.parse_args().folder):
        screening = screen(facts_of(patient), on=date.fromisoformat(patient["reference_date"]))
        tiers[screening.tier.name] += 1
        raised.update(finding.rule for finding in screening.findings)
        missed += [f"{patient['id']}: {miss}" for miss in misses(patient, screening)]
        rules, rule = held_by(screening)
        if rules:
            alone[rule] += 1
            held.append(f"| {patient['id']} | {rules} | {rule} |")
    total = sum(tiers.values())
    print_table(f"strongest tier | patients of {total} | share",
                [f"| {tier.name} | {tiers[tier.name]} | {tiers[tier.name] / total:.1%} |" for tier in reversed(Tier)])
    print_table("patient | rules at HOLD or more | alone responsible", held)
    print_table("alone responsible | patients | share",
                [f"| {rule} | {count} | {count / total:.1%} |" for rule, count in alone.most_common()])
    print("Rules: " + ", ".join(f"{rule} {count}" for rule, count in sorted(raised.items())))  # noqa: T201 - a report
    print(f"\nMissed demands: {len(missed)}", *missed, sep="\n")  # noqa: T201
    sys.exit(bool(missed))


def print_table(head: str, rows: list[str]) -> None:
    """A Markdown table and an empty line."""
    print(f"| {head} |", "|---" * (head.count("|") + 1) + "|", *rows, "", sep="\n")  # noqa: T201 - a report


if __name__ == "__main__":
    main()
