"""The worked vignettes: published cases, negative controls, windows and combinations."""
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from intake.cli.screen import command, result
from intake.clinical.screening import screen
from intake.clinical.vignettes.facts import facts_from_dict

HERE = Path(__file__).parent / "vignettes.json"
SHARED = Path(__file__).parents[4] / "shared" / "clinical" / "vignettes.json"


def vignettes():
    """Our own copy, and where the shared folder stands beside the checkout whatever is new there."""
    own = json.loads(HERE.read_text(encoding="utf-8"))
    shared = json.loads(SHARED.read_text(encoding="utf-8")) if SHARED.exists() else []
    return own + [vignette for vignette in shared if vignette not in own]


@pytest.mark.parametrize("vignette", vignettes(), ids=lambda vignette: vignette["id"])
def test_vignette_gives_what_was_expected(vignette):
    on = date.fromisoformat(vignette["reference_date"])
    facts, unread = facts_from_dict(vignette["facts"], on)

    got = result(vignette["id"], screen(facts, on=on), unread)

    expected = {"expires_on": {}, **vignette["expected"]}
    assert {key: got[key] for key in expected} == expected
    assert got["unread"] == []


def test_command_prints_one_result_for_each_case():
    run = CliRunner().invoke(command, [str(HERE)])

    assert run.exit_code == 0
    assert [row["id"] for row in json.loads(run.stdout)] == [v["id"] for v in json.loads(HERE.read_text("utf-8"))]


def test_command_names_what_it_cannot_read(tmp_path):
    file = tmp_path / "odd.json"
    file.write_text('[{"id": "X", "reference_date": "2026-05-04", "facts": {"symptoms": [{"code": "frobnication"}]}}]')

    run = CliRunner().invoke(command, [str(file)])

    assert "X: not read: symptoms: frobnication" in run.stderr
    assert json.loads(run.stdout)[0]["unread"] == ["symptoms: frobnication"]
    assert json.loads(run.stdout)[0]["tier"] == "NONE"
    assert run.exit_code == 1


@pytest.mark.parametrize(("content", "words"), [
    ("{", "is not JSON"), ('["a"]', "must hold a list of cases"), ('[{"id": "X", "facts": {}}]', "no reference_date")])
def test_command_says_what_is_wrong_with_a_file(tmp_path, content, words):
    file = tmp_path / "bad.json"
    file.write_text(content)

    run = CliRunner().invoke(command, [str(file)])

    assert run.exit_code == 1
    assert words in run.stderr
