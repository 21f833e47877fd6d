"""flask read dates: the table it writes."""

import pytest
from click.testing import CliRunner

from intake.cli import read


@pytest.fixture
def rows():
    """What the command writes for some lines, without its header."""
    def of(text, *options):
        told = CliRunner().invoke(read.dates, ["--on", "2026-06-18", *options], input=text)
        header, *lines = told.output.splitlines()
        assert header == "line\ttext\tearliest\tlatest\tnote"
        return [tuple(line.split("\t")) for line in lines]
    return of


def test_each_line_has_one_row_with_its_days_or_a_note(rows):
    assert rows("May\n\nmore than 6 years ago\ndue 30 June\n") == [
        ("1", "May", "2026-05-01", "2026-05-31", ""), ("2", "", "", "", "no date"),
        ("3", "more than 6 years ago", "", "2020-06-18", ""), ("4", "due 30 June", "", "", "ahead")]


def test_a_feast_is_that_of_the_country(rows):
    assert rows("Thanksgiving\n")[0][3] == "2025-11-27"
    assert rows("Thanksgiving\n", "--country", "ca")[0][3] == "2025-10-13"
