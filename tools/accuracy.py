"""How well medicines are read: `python -m tools.accuracy`, over the sample data of $INTAKE_DATA (../shared/data).

Prints one table (set, measure, got, of, share, demand, met) and the misses; ends with 1 when a demand is not met.
"""
import argparse
import csv
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from intake.clinical.medicines import MedicationStatement, read_line
from intake.clinical.medicines.folding import fold
from intake.clinical.screening.bleeding.levels import tier_of
from intake.clinical.screening.findings import Tier

TOP = Path(__file__).resolve().parent.parent
OUR_COUNTRIES = ("US", "CA", "UK", "FR", "EU")
Row = dict[str, str]


@dataclass
class Measure:
    """One line of the table: `got` of `of`, the demand, and the rows that went wrong."""

    name: str
    demand: str
    met: Callable[[int, int], bool]
    got: int = 0
    of: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, good: bool, miss: str) -> None:
        """Count one row."""
        self.of += 1
        self.got += good
        if not good:
            self.misses.append(miss)


def at_least(share: float) -> Callable[[int, int], bool]:
    """Met when that share of the rows is right."""
    return lambda got, of: of == 0 or got >= share * of - 1e-9


def at_most_wrong(per_thousand: float) -> Callable[[int, int], bool]:
    """Met when no more than so many in 1,000 rows are wrong."""
    return lambda got, of: (of - got) * 1000 <= per_thousand * of + 1e-9


def table(folder: Path, name: str) -> list[Row]:
    """The rows of one file."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _wanted(text: str) -> set[str]:
    return {fold(part) for part in text.replace(" + ", ";").split(";") if part.strip()}


def _named(read: Iterable[MedicationStatement]) -> set[str]:
    return {fold(name) for statement in read for name in statement.ingredients}


def _tiers(read: Iterable[MedicationStatement]) -> set[Tier]:
    return {tier_of(statement) for statement in read} - {Tier.NONE}


def _rated(read: Iterable[MedicationStatement]) -> list[MedicationStatement]:
    return [statement for statement in read if tier_of(statement) is not Tier.NONE]


def _has_b01a(read: Iterable[MedicationStatement]) -> bool:
    return any(code.startswith("B01A") for statement in read for code in statement.atc)


def _shown(text: str, read: Iterable[MedicationStatement]) -> str:
    found = "; ".join(f"{s.as_written}={'+'.join(s.ingredients) or '?'} {s.status} {s.how} {tier_of(s).name}"
                      for s in read)
    return f"{text}  ->  {found}"


def brands(folder: Path) -> list[Measure]:
    """brands_pos and brands_neg."""
    contains = Measure("brands_pos, name contains the substance", "all", at_least(1))
    ours = Measure("brands_pos of US, CA, UK, FR, EU", "97 %", at_least(0.97))
    others = Measure("brands_pos of other countries (no demand)", "-", at_least(0))
    for row in table(folder, "brands_pos.tsv"):
        read = read_line(row["text"], country=row["country"])
        good = _wanted(row["ingredient"]) <= _named(read)
        miss = _shown(f"{row['text']} [{row['ingredient']}, {row['country']}]", read)
        (ours if row["country"] in OUR_COUNTRIES else others).count(good, miss)
        if any(part in fold(row["text"]) for part in _wanted(row["ingredient"])):
            contains.count(good, miss)
    negative = Measure("brands_neg, given no bleeding tier", "1 in 1,000 wrong", at_most_wrong(1))
    false = Measure("brands_neg, given none by a near match or a phrase", "1 in 1,000 wrong", at_most_wrong(1))
    as_b01a = Measure("brands_neg, not called a B01A substance", "1 in 1,000 wrong", at_most_wrong(1))
    known = Measure("brands_neg, recognised as something (no demand)", "-", at_least(0))
    for row in table(folder, "brands_neg.tsv"):
        read = read_line(row["text"], country=row["country"])
        miss = _shown(f"{row['text']} [{row['country']}]", read)
        negative.count(not _tiers(read), miss)
        # What is read by its own name has its tier from bleeding.csv, which rates more than B01A.
        false.count(all(s.how in ("exact", "brand", "alias") for s in _rated(read)), miss)
        as_b01a.count(not _has_b01a(read), miss)
        known.count(any(s.how not in ("unrecognised", "misspelling") for s in read), miss)
    return [contains, ours, others, negative, false, as_b01a, known]


def misspellings(folder: Path) -> list[Measure]:
    """misspellings_pos and misspellings_neg."""
    slips = Measure("misspellings_pos, kind misspelling", "92 %", at_least(0.92))
    foreign = Measure("misspellings_pos, other kinds (no demand)", "-", at_least(0))
    for row in table(folder, "misspellings_pos.tsv"):
        read = read_line(row["text"])
        good = _wanted(row["intended"]) <= _named(read)
        miss = _shown(f"{row['text']} [{row['intended']}]", read)
        (slips if row["kind"] == "misspelling" else foreign).count(good, miss)
    negative = Measure("misspellings_neg, given no bleeding tier", "3 in 1,000 wrong", at_most_wrong(3))
    meant = Measure("misspellings_neg, the drug that was meant (no demand)", "-", at_least(0))
    for row in table(folder, "misspellings_neg.tsv"):
        read = read_line(row["text"])
        miss = _shown(f"{row['text']} [{row['intended']}]", read)
        negative.count(not _tiers(read), miss)
        meant.count(bool(_wanted(row["intended"]) & _named(read)), miss)
    return [slips, foreign, negative, meant]


def verbatim(folder: Path) -> list[Measure]:
    """faers_verbatim."""
    positive = Measure("faers_verbatim, positives", "99 %", at_least(0.99))
    negative = Measure("faers_verbatim, others not called a B01A substance", "2 in 1,000 wrong", at_most_wrong(2))
    known = Measure("faers_verbatim, others recognised as something (no demand)", "-", at_least(0))
    for row in table(folder, "faers_verbatim.tsv"):
        read = read_line(row["text"])
        if row["b01a"]:
            positive.count(_wanted(row["b01a"]) <= _named(read), _shown(f"{row['text']} [{row['b01a']}]", read))
        else:
            negative.count(not _has_b01a(read), _shown(row["text"], read))
            known.count(any(s.how not in ("unrecognised", "misspelling") for s in read), _shown(row["text"], read))
    return [positive, negative, known]


def lists(folder: Path) -> list[Measure]:
    """med_lists."""
    current = Measure("med_lists, current B01A drugs found", "all", at_least(1))
    unclear = Measure("med_lists, not current or unclear: not simply taken", "all", at_least(1))
    extra = Measure("med_lists, no other B01A drug shown as taken (no demand)", "-", at_least(0))
    for row in table(folder, "med_lists.tsv"):
        read = read_line(row["text"])
        taken = _named(s for s in read if s.status in ("taken", "as_needed"))
        b01a = {fold(n) for s in read if s.status == "taken" for n, c in zip(s.ingredients, s.atc, strict=False)
                if c.startswith("B01A")}
        for name in _wanted(row["current_b01a"]):
            current.count(name in taken, f"{row['id']}: {name}")
        for name in _wanted(row["not_current_or_unclear"]) - _wanted(row["current_b01a"]):
            unclear.count(name not in taken, f"{row['id']}: {name}")
        extra.count(b01a <= _wanted(row["current_b01a"]), f"{row['id']}: {b01a - _wanted(row['current_b01a'])}")
    return [current, unclear, extra]


def main() -> int:
    """Measure, print, and give 1 when a demand is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = Path(os.environ.get("INTAKE_DATA", TOP.parent / "shared" / "data"))
    parser.add_argument("data", type=Path, nargs="?", default=usual)
    parser.add_argument("--misses", type=int, default=30, help="how many misses of each set to list")
    args = parser.parse_args()
    measures = [*brands(args.data), *misspellings(args.data), *verbatim(args.data), *lists(args.data)]
    out = sys.stdout
    out.write("| set | right | of | share | demand | met |\n|---|---|---|---|---|---|\n")
    for measure in measures:
        share = f"{measure.got / measure.of:.1%}" if measure.of else "-"
        met = "-" if measure.demand == "-" else "yes" if measure.met(measure.got, measure.of) else "NO"
        out.write(f"| {measure.name} | {measure.got} | {measure.of} | {share} | {measure.demand} | {met} |\n")
    for measure in measures:
        if measure.misses:
            out.write(f"\n{measure.name}: {len(measure.misses)} missed\n")
            for miss in measure.misses[:args.misses]:
                out.write(f"  {miss}\n")
    return 0 if all(measure.met(measure.got, measure.of) for measure in measures) else 1


if __name__ == "__main__":
    sys.exit(main())
