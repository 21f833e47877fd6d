"""The cases of other words: dates.tsv, operations.tsv and told_elsewhere.tsv."""
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from intake.clinical.dates.vague import VagueDate, read_date
from intake.clinical.operations import OperationReading, read_operation
from intake.clinical.remarks import remarks_in
from tools.accuracy.measures import Measure, few_wrong, share, table

SAID_ON = date(2026, 11, 27)
_MINOR = frozenset({"arthroscopy_leg", "varicose_vein_procedure", "foot_ankle_day_case", "day_case_ga_or_regional",
                    "caesarean"})
_SMALL = {"not_an_operation": 0, "local_anaesthetic": 1, "sedation": 2}


def dates(folder: Path) -> list[Measure]:
    """dates.tsv: right, never read too early, and how many were asked."""
    right = share("dates, right or asked where there is none", 85)
    early = share("dates, none read too early", 100)
    asked = share("dates, a day where there is one (no demand)", 0)
    for row in table(folder, "dates.tsv"):
        read = read_date(row["text"], SAID_ON)
        miss = f"{row['text']} [{row['earliest']} {row['latest']} {row['note']}]  ->  {_span(read)}"
        right.count(_is_right(row["latest"], row["note"] or "", read), miss)
        early.count(not _is_early(row["latest"], read), miss)
        if row["latest"]:
            asked.count(read.latest is not None or read.in_future, miss)
    return [right, early, asked]


def _is_right(latest: str, note: str, read: VagueDate) -> bool:
    """Within 3 days or a tenth of the age before the last day that the words allow, 7 days or a quarter after it."""
    if not latest:
        return read.in_future if "future" in note else read.latest is None and not read.in_future
    if read.latest is None or read.in_future:
        return False
    last = date.fromisoformat(latest)
    age = (SAID_ON - last).days
    return -max(3, age / 10) <= (read.latest - last).days <= max(7, age / 4)


def _is_early(latest: str, read: VagueDate) -> bool:
    """Whether a rule would take it for older than it is: before the allowed days, or ahead though it is past."""
    if not latest:
        return read.latest is not None and not read.in_future
    if read.in_future:
        return True
    last = date.fromisoformat(latest)
    return read.latest is not None and (last - read.latest).days > max(3, (SAID_ON - last).days / 10)


def _span(read: VagueDate) -> str:
    return "ahead" if read.in_future else f"{read.earliest or ''} {read.latest or 'no date'}"


def operations(folder: Path) -> list[Measure]:
    """operations.tsv: the category right, and none sure while milder than the mildest right one."""
    right = share("operations, category right", 93)
    mild = share("operations, none sure and too mild", 100)
    for row in table(folder, "operations.tsv"):
        text, allowed = list(row.values())[:2]
        categories = set(filter(None, (allowed or "").split("|")))
        read = read_operation(text)
        miss = f"{text} [{allowed}]  ->  {read.category} {'sure' if read.sure else read.question}"
        right.count(_is_named(read, categories), miss)
        mild.count(not (read.sure and categories and _seriousness(read.category) < min(map(_seriousness, categories))),
                   miss)
    return [right, mild]


def _is_named(read: OperationReading, categories: set[str]) -> bool:
    if not categories:  # planned, not yet done
        return read.is_ahead and bool(read.question)
    return read.category in categories


def _seriousness(category: str) -> int:
    """Every major category alike, then the minor ones, then the small ones."""
    return 3 if category in _MINOR else _SMALL.get(category, 4)


def told_elsewhere(folder: Path) -> list[Measure]:
    """told_elsewhere.tsv: every danger asked about, and little where there is none."""
    dangers = share("told_elsewhere, dangers asked", 100)
    quiet = share("told_elsewhere, at most one question where nothing is to be asked", 100)
    silent = few_wrong("told_elsewhere, no question where nothing is to be asked (no demand)", 1000)
    silent.demand = "-"
    for row in table(folder, "told_elsewhere.tsv"):
        kinds = [remark.kind for remark in remarks_in(row["text"], field=row["field"], on=SAID_ON)]
        miss = f"{row['field']}: {row['text']} [{row['ask']}]  ->  {' '.join(kinds) or 'nothing'}"
        if row["ask"] == "none":
            quiet.count(len(kinds) <= 1, miss)
            silent.count(not kinds, miss)
        else:
            dangers.count(bool(set(row["ask"].split("|")) & set(kinds)), miss)
    return [dangers, quiet, silent]


SETS: Mapping[str, Callable[[Path], list[Measure]]] = {
    "dates.tsv": dates, "operations.tsv": operations, "told_elsewhere.tsv": told_elsewhere,
}
