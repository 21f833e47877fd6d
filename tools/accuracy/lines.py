"""The cases of medicine lines: lines.tsv, with rule and status of each, and line_kinds.tsv, kinds of fault."""
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from intake.clinical.medicines import MedicationStatement, read_line
from intake.clinical.medicines.folding import fold
from tools.accuracy.measures import Measure, share, table
from tools.accuracy.statements import rated, shown, strongest_rule

NOT_ENGLISH = frozenset("arabic french german italian other_languages polish portuguese south_asia spanish".split())
# No medicine of these kinds is taken; of those that are in neither set, the words of the line say it.
_NOTHING_TAKEN = frozenset({"14", "15", "17"})
_ALL_TAKEN = frozenset({*map(str, range(1, 9)), "10", "11", "12", "13"})
_OVER = re.compile(r"stopped|discontinued|not taken|mother takes|allergy|\bex\b|last took|hives|wheez|rash|"
                   r"\d{4}\s*[-–]\s*\d{4}|ACC 600", re.IGNORECASE)
_GOES_ON = re.compile(r"until|still|on hold", re.IGNORECASE)


def lines(folder: Path) -> list[Measure]:
    """lines.tsv: silent ones, then rule and status, then the groups in English apart."""
    silent = share("lines, none taken and rated without tier or question", 100)
    right = share("lines, rule and status right", 90)
    english = share("lines in English, rule and status right", 95)
    for row in table(folder, "lines.tsv"):
        read = read_line(row["text"])
        miss = shown(f"{row['text']} [{row['expected_rule']}, {row['expected_status']}]", read)
        rules = row["expected_rule"].split("/")
        if "none" not in rules:
            silent.count(_is_noticed(read), miss)
        good = strongest_rule(read) in rules and _statuses_right(row["expected_status"], read)
        right.count(good, miss)
        if row["group"] not in NOT_ENGLISH:
            english.count(good, miss)
    return [silent, right, english]


def line_kinds(folder: Path) -> list[Measure]:
    """line_kinds.tsv: what is taken is noticed, what is not gets no tier."""
    noticed = share("line_kinds, taken: a tier or a question", 100)
    spared = share("line_kinds, not taken or not rated: no tier", 100)
    for row in table(folder, "line_kinds.tsv"):
        read = read_line(row["text"])
        miss = shown(f"{row['kind']}: {row['text']}", read)
        if _is_taken(row["kind"], row["text"]):
            noticed.count(_is_noticed(read), miss)
        else:
            spared.count(not rated(read), miss)
    return [noticed, spared]


def _is_noticed(read: list[MedicationStatement]) -> bool:
    return bool(rated(read)) or any(statement.question for statement in read)


def _is_taken(kind: str, text: str) -> bool:
    if kind in _NOTHING_TAKEN | _ALL_TAKEN:
        return kind in _ALL_TAKEN
    return bool(_GOES_ON.search(text)) or not _OVER.search(text)


def _statuses_right(expected: str, read: list[MedicationStatement]) -> bool:
    """Whether one of the alternatives ("|") holds, each with all of its medicines (";")."""
    return any(all(_status_right(part, read) for part in whole.split(";") if part) for whole in expected.split("|"))


def _status_right(expected: str, read: list[MedicationStatement]) -> bool:
    name, _, statuses = expected.partition("=")
    said = [statement.status for statement in read if _is_of(statement, name)]
    # What is not taken, or somebody else's, may also be left without an entry.
    wanted = statuses.split("/")
    return not said if not said and {"not_taken", "other_person"} & set(wanted) else bool(set(wanted) & set(said))


def _is_of(statement: MedicationStatement, name: str) -> bool:
    return name == "?" or any(fold(name) in fold(each) for each in statement.ingredients)


SETS: Mapping[str, Callable[[Path], list[Measure]]] = {"lines.tsv": lines, "line_kinds.tsv": line_kinds}
