"""flask --app wsgi read words: lines in, rows out, at least one a line."""

import csv
import io

from intake.cli.read import command


def rows(app, said, *options):
    result = app.test_cli_runner().invoke(command, ["words", "--on", "2026-11-27", *options], input=said)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.output), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_each_remark_is_a_row_and_a_line_without_one_too(app):
    found = rows(app, "stiff neck\n\ncalf swollen since the long flight\n")

    assert [(row["line"], row["kind"]) for row in found] == [("1", ""), ("2", ""), ("3", "sign"), ("3", "journey")]
    assert found[2]["text"] == found[2]["part"] == "calf swollen since the long flight"
    assert found[2]["question"].startswith("You wrote “calf swollen since the long flight”.")
    assert (found[0]["part"], found[0]["question"]) == ("", "")


def test_the_field_keeps_silent_what_it_asks_for_itself(app):
    assert [row["kind"] for row in rows(app, "thrombosis\n")] == ["clot"]
    assert [row["kind"] for row in rows(app, "thrombosis\n", "--field", "clots.words")] == [""]


def test_the_day_is_that_of_the_words(app):
    assert [row["kind"] for row in rows(app, "hernia operation in May 2026\n")] == ["operation"]
    assert [row["kind"] for row in rows(app, "hernia operation in May 2024\n")] == [""]
