"""flask --app wsgi read: a line in, a row out, header first, whatever stands in it."""

import pytest


def rows(app, *arguments, lines):
    result = app.test_cli_runner().invoke(args=["read", *arguments], input=lines)
    assert result.exit_code == 0, result.output
    header, *found = [line.split("\t") for line in result.output.splitlines()]
    return [dict(zip(header, row, strict=True)) for row in found]


def test_operations_are_read_line_by_line(app):
    found = rows(app, "operations", lines="new hip\n\nhysterectomy next month\nmy wife's mastectomy\ngallbladder out\n")

    assert [(row["line"], row["category"], row["sure"], bool(row["question"])) for row in found] == [
        ("1", "hip_replacement", "yes", False), ("2", "", "no", False), ("3", "", "no", True),
        ("4", "not_an_operation", "no", True), ("5", "major_abdominal", "no", True)]
    assert found[2]["text"] == "hysterectomy next month"


def test_dates_are_read_as_said_on_a_day(app):
    found = rows(app, "dates", "--on", "2026-11-27", lines="yesterday\n3 March 2031\nno idea\n")

    assert [(row["latest"], row["note"]) for row in found] == [("2026-11-26", ""), ("", "ahead"), ("", "no date")]


@pytest.mark.parametrize("command", ["dates", "operations", "words"])
@pytest.mark.parametrize("line", ["", "\t\t", "\udcff", "x" * 5000, "‮عملية"])
def test_any_line_gives_at_least_a_row(app, command, line):
    raw = line.encode("utf-8", "surrogateescape") + b"\n"

    assert rows(app, command, lines=raw)[0]["line"] == "1"
