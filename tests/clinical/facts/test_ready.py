"""Ready facts come back as they went in, and nothing that reads answers is left out of their version."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.cli.demo_answers import stories, whole
from intake.clinical.dates.vague import VagueDate, on_day
from intake.clinical.facts import Facts, Journey, Operation
from intake.clinical.facts import ready as ready_facts
from intake.clinical.fingerprint import FLOOR
from intake.clinical.history import DatedAnswers, take_history
from tests.builders import NOW

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def there_and_back(facts: Facts) -> Facts:
    return ready_facts.read(ready_facts.write(facts), born=facts.born, sex=facts.sex)


def any_of(kind: type) -> st.SearchStrategy:
    return st.from_type(kind)


st.register_type_strategy(float, NUMBERS)


@given(any_of(Facts))
def test_any_facts_come_back(facts):
    assert there_and_back(facts) == facts


@given(st.one_of(st.dates().map(on_day), any_of(VagueDate)))
def test_any_date_comes_back(day):
    facts = Facts(operations=(Operation("knee_replacement", day),), journeys=(Journey(end=day),))
    assert there_and_back(facts) == facts


@pytest.mark.parametrize("asked", [{}, {"symptoms": ()}, {"medicines": (), "conditions": ()}])
def test_what_was_not_asked_stays_apart_from_none(asked):
    assert there_and_back(Facts(**asked)) == Facts(**asked)


def test_what_clients_of_the_demonstration_told_comes_back():
    for story in stories(NOW.date()):
        for told in story.get("intakes", ()):
            facts = take_history([DatedAnswers(whole(told, sex=story["sex"]), NOW.date())], born=story["born"],
                                 sex=story["sex"], on=NOW.date())
            assert there_and_back(facts) == facts


@pytest.mark.parametrize("text", [
    "", "[]", "{", "symptoms\n[]", "symptoms\n[3]", "\n[3]", "nothing\n[1]", "medications\n[[[]]]",
    "symptoms=many\n[]"])
def test_what_is_no_ready_facts_is_refused(text):
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        ready_facts.read(text, born=None, sex="")


def imported_by(path: Path) -> set[Path]:
    """Files of the floor that a file imports by name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            inside = FLOOR.joinpath(*name.split(".")[2:])
            found |= {path for path in (inside.with_suffix(".py"), inside / "__init__.py") if path.is_file()}
    return found


def test_nothing_that_reads_answers_counts_as_judging():
    seen: set[Path] = set()
    waiting = {FLOOR / "history" / "__init__.py", FLOOR / "facts" / "ready.py"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        waiting |= imported_by(path) - seen
    read = {path.relative_to(FLOOR).as_posix() for path in seen}

    assert "medicines/reading.py" in read
    assert {name for name in read if name in ready_facts.JUDGING or name.split("/")[0] in ready_facts.JUDGING} == set()
    assert all((FLOOR / name).exists() for name in ready_facts.JUDGING)
