"""`make accuracy` counts what it should: right, silent, too early, too mild; and says which set is missing."""

import sys

import pytest

from tools.accuracy import __main__ as tool
from tools.accuracy import lines, names, spoken


def file(folder, name, *rows):
    (folder / name).write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")


def counts(measures):
    return {measure.name.split(" (")[0]: (measure.got, measure.of) for measure in measures}


def run(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["accuracy", *map(str, arguments)])
    return tool.main()


def test_a_date_read_too_early_is_counted_apart_from_one_that_is_merely_wrong(tmp_path):
    file(tmp_path, "dates.tsv", ["text", "earliest", "latest", "note"],
         ["20 November 2026", "2026-11-20", "2026-11-20", ""],  # right
         ["20 November 2026", "2026-11-24", "2026-11-24", ""],  # four days early
         ["20 November 2026", "2026-11-23", "2026-11-23", ""],  # three days are allowed
         ["20 November 2026", "2026-11-12", "2026-11-12", ""],  # eight days late
         ["20 November 2026", "2026-11-13", "2026-11-13", ""],  # seven are allowed
         ["no idea", "2026-11-20", "2026-11-20", ""],           # asked
         ["no idea", "", "", "no date in it: ask"],             # right
         ["20 November 2026", "", "", "in the future"])         # a past day for what lies ahead

    assert counts(spoken.dates(tmp_path)) == {
        "dates, right or asked where there is none": (4, 8),
        "dates, none read too early": (6, 8),
        "dates, a day where there is one": (5, 6),
    }


def test_a_long_ago_date_has_a_wider_allowance(tmp_path):
    file(tmp_path, "dates.tsv", ["text", "earliest", "latest", "note"],
         ["1 November 2023", "2024-02-01", "2024-02-01", ""],
         ["1 November 2023", "2024-03-01", "2024-03-15", ""])

    assert counts(spoken.dates(tmp_path))["dates, none read too early"] == (1, 2)


def test_an_operation_is_too_mild_only_when_it_is_sure(tmp_path):
    file(tmp_path, "operations.tsv", ["text", "categories that are right (any one)"],
         ["knee arthroscopy", "arthroscopy_leg|major_other"],
         ["knee arthroscopy", "knee_replacement"],            # sure, and too mild
         ["knee arthroscopy", "day_case_ga_or_regional"],     # another minor one: wrong, yet as serious
         ["something or other", "cardiac"],                   # wrong, but asked
         ["hip replacement next month", ""])

    assert counts(spoken.operations(tmp_path)) == {
        "operations, category right": (2, 5), "operations, none sure and too mild": (4, 5)}


def test_a_rated_line_without_tier_and_question_is_silent(tmp_path):
    file(tmp_path, "lines.tsv", ["text", "expected_rule", "expected_status", "group", "source_note"],
         ["warfarin 5 mg", "R46", "warfarin=taken", "plain", ""],
         ["paracetamol", "R46", "warfarin=taken", "plain", ""],
         ["paracetamol", "R46/none", "warfarin=taken|paracetamol=taken", "german", ""],
         ["no warfarin", "none", "warfarin=not_taken", "polish", ""],
         ["warfarin and ibuprofen", "R46", "warfarin=taken;ibuprofen=past", "plain", ""])

    assert counts(lines.lines(tmp_path)) == {
        "lines, none taken and rated without tier or question": (2, 3),
        "lines, rule and status right": (3, 5), "lines in English, rule and status right": (1, 3)}


def test_kinds_of_lines_are_judged_by_whether_something_is_taken(tmp_path):
    file(tmp_path, "line_kinds.tsv", ["kind", "text"],
         ["1", "warfarin"], ["1", "paracetamol"], ["9", "warfarin stopped 2015"], ["16", "warfarin until Friday"],
         ["16", "ex warfarin user"], ["14", "warfarin"])

    found = counts(lines.line_kinds(tmp_path))

    assert found["line_kinds, taken: a tier or a question"] == (2, 3)
    assert found["line_kinds, not taken or not rated: no tier"][1] == 3


def test_what_is_told_elsewhere_counts_by_any_of_its_kinds(tmp_path, monkeypatch):
    said = {"a": ["sign", "clot"], "b": ["sign"], "c": ["sign"], "d": ["sign", "clot"], "e": []}

    class Remark:
        def __init__(self, kind):
            self.kind = kind

    monkeypatch.setattr(spoken, "remarks_in", lambda text, **_: [Remark(kind) for kind in said[text]])
    file(tmp_path, "told_elsewhere.tsv", ["field", "text", "ask"], ["goals", "a", "clot|birth"],
         ["goals", "b", "clot"], ["goals", "c", "none"], ["goals", "d", "none"], ["goals", "e", "none"])

    assert list(counts(spoken.told_elsewhere(tmp_path)).values()) == [(1, 2), (2, 3), (1, 3)]


def test_what_is_missing_is_named_and_fails(tmp_path, monkeypatch, capsys):
    cases, data = tmp_path / "cases", tmp_path / "data"
    cases.mkdir()
    data.mkdir()
    file(cases, "operations.tsv", ["text", "right"], ["hip replacement", "hip_replacement"])

    assert run(monkeypatch, cases) == 1
    printed = capsys.readouterr().out
    assert "| operations, category right | 1 | 1 | 100.0% | 93 % | yes |" in printed
    assert f"Not measured, for the file is missing: {cases / 'dates.tsv'}" in printed
    assert f"Not measured, for the file is missing: {data / 'med_lists.tsv'}" in printed


@pytest.mark.parametrize(("given", "named", "found"), [
    ("data", None, ("data", "cases")), ("cases", None, ("data", "cases")), ("data", "other", ("data", "other")),
    ("both", None, ("both", "both")), ("nothing", None, ("nothing", "cases")),
])
def test_the_other_folder_is_looked_for_beside_the_one_that_is_given(tmp_path, given, named, found):
    for folder, sets in (("data", names.SETS), ("cases", spoken.SETS), ("both", {**names.SETS, **spoken.SETS})):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / next(iter(sets))).touch()
        (tmp_path / folder / list(sets)[-1]).touch()

    folders = tool.folders(tmp_path / given, tmp_path / named if named else None)

    assert folders == (tmp_path / found[0], tmp_path / found[1])
