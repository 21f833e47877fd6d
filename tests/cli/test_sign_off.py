"""flask sign-off: the row it prints is one that counts, and nothing half said is printed."""
import tomllib
from datetime import date

import pytest
from click.testing import CliRunner

from intake.cli.sign_off import command
from intake.clinical.screening import signatures
from intake.clinical.screening.rules import RULES
from tests.signatures import sign

WHOLE = ("R21", "--name", 'Dr "Ada" Oséi', "--registration", "GMC 1234567", "--on", "2026-12-01")


def run(*arguments):
    return CliRunner().invoke(command, arguments)


def test_the_row_signs_the_rule_as_it_stands(monkeypatch, tmp_path):
    printed = run(*WHOLE).stdout

    [row] = tomllib.loads(printed)["signature"]
    assert (row["rule"], row["version"], row["on"]) == ("R21", RULES["R21"].version, date(2026, 12, 1))
    sign(monkeypatch, tmp_path, printed)
    assert signatures.is_signed("R21") and not signatures.is_signed("R20")
    assert signatures.of_rule("R21")[0].name == 'Dr "Ada" Oséi'


@pytest.mark.parametrize("arguments", [
    ("R99", *WHOLE[1:]), ("R21", *WHOLE[3:]), WHOLE[:3] + WHOLE[5:], WHOLE[:5], (*WHOLE[:2], " ", *WHOLE[3:]),
    (*WHOLE[:2], "Dr\x07Osei", *WHOLE[3:]), (*WHOLE[:6], "1 December"),
], ids=["no such rule", "no name", "no registration", "no day", "blank name", "bell in the name", "day in words"])
def test_nothing_half_said_is_printed(arguments):
    done = run(*arguments)

    assert done.exit_code == 2 and "signature" not in done.stdout


def test_what_a_signature_covers_can_be_read():
    text = run("r21", "--text").stdout

    assert "def " in text and RULES["R21"].name in text and "vte_fresh" in text
