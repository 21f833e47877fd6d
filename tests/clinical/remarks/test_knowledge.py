"""The knowledge files: what rows name exists, words are written as they are compared, questions are short."""

import re
import tomllib
from typing import get_args

import pytest

from intake.clinical.medicines.folding import tokens
from intake.clinical.remarks.meanings import KNOWLEDGE, as_spelt
from intake.clinical.remarks.remark import RemarkKind

WORDS = tomllib.loads((KNOWLEDGE / "words.toml").read_text("utf-8"))
ROWS = tomllib.loads((KNOWLEDGE / "remarks.toml").read_text("utf-8"))
SECTIONS = [part for part in ROWS.values() if "rows" in part]
GROUPS = WORDS["groups"]


def groups_of(row):
    return {*re.split(r" [+>] ", row["words"]), *filter(None, row.get("unless", "").split("|"))}


def phrases(words):
    return [each.strip() for each in words.replace("\n", "").split("|") if each.strip()]


def test_every_group_that_a_row_names_exists():
    named = set().union(*(groups_of(row) for part in SECTIONS for row in part["rows"]))

    assert named - set(GROUPS) == set()


def test_every_group_that_bears_no_slips_exists():
    assert set(phrases(WORDS["spelling"]["without"])) - set(GROUPS) <= {"figure"}


@pytest.mark.parametrize("group", GROUPS)
def test_words_are_written_as_they_are_compared(group):
    for phrase in phrases(GROUPS[group]):
        plain = phrase.strip("*")
        assert [each.text for each in tokens(plain) if each.text != "-"] == plain.split(), phrase


def test_every_kind_has_its_question_its_source_and_its_rows():
    assert set(ROWS["kinds"]) - {"family_clot"} == set(get_args(RemarkKind))
    assert len(SECTIONS) == len(get_args(RemarkKind))
    for kind in ROWS["kinds"].values():
        assert kind["question"].endswith("?") and len(kind["question"]) < 80
        assert ".md#" in kind["source"]


@pytest.mark.parametrize(("written", "meant"), [
    ("swolen", "swollen"), ("trombosis", "trombosis"), ("thrombossis", "thrombosis"), ("desk", "desk"),
    ("breaht", "breath"),
    ("spain", "spain"), ("wollen", "wollen"), ("hrombosis", "thrombosis"), ("42", "42"),
])
def test_one_slip_in_a_known_word(written, meant):
    assert as_spelt(written) == meant
