"""Names folded for finding, and likeness of two names of people born on the same day."""

import pytest

from intake.clinical.people.names import are_similar, fold, words, words_to_find_by


@pytest.mark.parametrize("typed, folded", [
    ("Łukasz", "lukasz"), ("Øster", "oster"), ("Weiß", "weiss"), ("Đặng", "dang"), ("Işıl", "isil"),
    ("ÅNGSTRÖM", "angstrom"),
    ("Zoe\u0308", "zoe"), ("Ελένη", "ελενη"), ("Йована", "иована"), ("  a \u200b b\u202e ", "a b"), ("ﬁona", "fiona"),
    ("\u200b", ""), ("मीरा", "मीरा"), ("山田", "山田"), ("محمَّد", "محمد"),
])
def test_folding_leaves_what_people_type_without_the_keys(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize("text, parts", [
    ("O’Brien-Smith, Anne", ["o", "brien", "smith", "anne"]), ("Anna anna", ["anna"]), ("<b>\x00_!", ["b"]), ("🙂", []),
    ("मीरा शर्मा", ["मीरा", "शर्मा"]),
])
def test_words_are_parted_by_what_is_no_letter(text, parts):
    assert words(text) == parts


def test_a_joined_name_is_found_by_its_parts_and_in_one():
    assert words_to_find_by("O'Brien Jean-Luc") == {"o", "brien", "obrien", "jean", "luc", "jeanluc"}
    assert {"obrien", "moreauobrien"} <= words_to_find_by("Moreau-O’Brien")


@pytest.mark.parametrize("one, other", [
    ("Maria Papas", "Papas Maria"), ("M. Papas", "Maria Papas"), ("Jon Smith", "John Smith"), ("Zoë Kade", "Zoe Kade"),
    ("Anna Maria Smith", "Anna Smith"), ("Sean O'Brien", "Sean Obrien"), ("Anne Marie Li", "AnneMarie Li"),
    ("Mohammed Ali", "Muhammad Ali"), ("Ελένη Παππά", "Ελενη Παππα"), ("Jhon Smith", "John Smith"),
])
def test_these_may_be_one_person(one, other):
    assert are_similar(one, other)
    assert are_similar(other, one)


@pytest.mark.parametrize("one, other", [
    ("Anna Smith", "Anna Jones"), ("Li Wei", "Li Na"), ("Ann Lee", "Tom Lee"), ("", ""), ("", "Anna"), ("🙂", "🙂"),
    ("Peter Kade", "Aroha Patel"),
])
def test_these_are_two(one, other):
    assert not are_similar(one, other)
    assert not are_similar(other, one)
