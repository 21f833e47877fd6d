"""The named survivors of `make mutants` are of code that still stands, and each has its reason."""

import tomllib
from pathlib import Path

TOP = Path(__file__).parents[2]
ROWS = tomllib.loads((TOP / "tools/mutants/survivors.toml").read_text("utf-8")).get("survivor", [])


def one_line(text):
    return " ".join(text.split())


def test_each_named_survivor_changes_code_that_stands_and_says_why_nobody_notices():
    code = {row["file"]: one_line((TOP / row["file"]).read_text("utf-8")) for row in ROWS}

    gone = [row for row in ROWS if one_line(row["before"]) not in code[row["file"]]]
    assert gone == []
    assert [row for row in ROWS if len(row["why"]) < 20 or row["before"] == row["after"]] == []


def test_no_survivor_is_named_twice():
    names = [(row["file"], row["function"], row["before"], row["after"]) for row in ROWS]

    assert len(names) == len(set(names))
