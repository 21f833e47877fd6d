"""`screen`: all cases are printed, what cannot be read is named, and then the command ends with 1."""
import json

import pytest
from click.testing import CliRunner

from intake.cli.screen import command

CASE = {"id": "A", "reference_date": "2026-05-04", "facts": {"symptoms": [{"code": "chest_pain"}]}}


def run(tmp_path, *cases, content=""):
    file = tmp_path / "cases.json"
    file.write_text(content or json.dumps(cases), "utf-8")
    return CliRunner().invoke(command, [str(file)])


def test_cases_that_are_read_end_with_0(tmp_path):
    done = run(tmp_path, CASE)

    assert done.exit_code == 0
    assert done.stderr == ""
    assert [row["tier"] for row in json.loads(done.stdout)] == ["STOP"]


def test_all_cases_are_printed_before_it_ends_with_1(tmp_path):
    odd = {**CASE, "id": "B", "facts": {"conditions": ["zorblax"], "wings": 2}}

    done = run(tmp_path, odd, CASE)

    assert done.exit_code == 1
    assert [(row["id"], row["tier"], row["unread"]) for row in json.loads(done.stdout)] == [
        ("B", "NONE", ["facts: wings", "conditions: zorblax"]), ("A", "STOP", [])]
    assert done.stderr.splitlines() == ["B: not read: facts: wings", "B: not read: conditions: zorblax"]


@pytest.mark.parametrize("facts", [None, [], "chest pain", 5])
def test_facts_that_are_no_facts_are_not_nothing_found(tmp_path, facts):
    done = run(tmp_path, {**CASE, "facts": facts})

    assert done.exit_code == 1
    assert json.loads(done.stdout)[0]["unread"] == [f"facts: {facts}"]


@pytest.mark.parametrize("day", ["2026-13-40", "soonish", "2026-05", "May"])
def test_a_reference_date_that_is_not_one_day_is_refused(tmp_path, day):
    done = run(tmp_path, {**CASE, "reference_date": day})

    assert done.exit_code == 1
    assert f"Case A: the reference_date {day} is not one day" in done.stderr


def test_a_key_that_stands_twice_is_refused(tmp_path):
    content = '[{"id": "A", "reference_date": "2026-05-04", "facts": {"symptoms": ["chest_pain"], "symptoms": []}}]'

    done = run(tmp_path, content=content)

    assert done.exit_code == 1
    assert "has the key symptoms twice" in done.stderr
