"""The look-up says who says so, in words that staff read."""
from pathlib import Path

import pytest

from intake.clinical.medicines import explain
from intake.clinical.medicines.explanation import in_words

PAGES = Path(__file__).parents[3] / "docs" / "clinical"


@pytest.mark.parametrize("source, words", [
    ("bleeding.md#washout-after-stopping", "Bleeding: washout after stopping"),
    ("reading-medicines.md#names-by-country (PBS list 2008)", "Reading medicines: names by country (PBS list 2008)"),
    ("clots.md#medicines-that-favour-clots S34", "Clots: medicines that favour clots S34"),
    ("NER+DS", "NER+DS"),
])
def test_a_reference_reads_like_its_heading(source, words):
    assert in_words(source) == words


@pytest.mark.parametrize("word, said", [
    ("blood thinner", "Reading medicines: vague words"),
    ("contraceptive pill", "Clots: medicines that favour clots S34"),
    ("Cartia", "Reading medicines: names by country (PBS list 2008)"),
    ("dicumarol", "Bleeding: medicines that raise bleeding 2026-11-23"),
])
def test_the_look_up_names_the_heading_and_never_the_file(word, said):
    sources = [source for each in explain(word).known for source in each.sources]

    assert said in sources
    assert not [source for source in sources if ".md" in source]


def test_those_words_stand_on_the_page_that_they_name():
    page, _, heading = in_words("reading-medicines.md#vague-words").partition(": ")

    text = (PAGES / f"{page.lower().replace(' ', '-')}.md").read_text("utf-8")
    assert f"# {page}\n" in text and f"## {heading.capitalize()}\n" in text
