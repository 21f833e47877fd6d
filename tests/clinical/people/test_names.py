"""Names folded for finding, and likeness of two names of people born on the same day."""

import pytest

from intake.clinical.people.names import are_similar, fold, is_same, may_sign_as, words, words_to_find_by


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


@pytest.mark.parametrize("signed, name", [
    ("Maria Papas", "María Papas"), ("PAPAS, maria", "Maria Papas"), ("M. Papas", "Maria Papas"),
    ("Maria", "Maria Papas"),
    ("Anna Smith", "Anna Maria Smith"), ("Anna Maria Smith", "Anna Smith"), ("Bob Kade", "Robert Kade"),
    ("Alex Kade", "Alexandra Kade"), ("Tina Kade", "Christina Kade"), ("Jenny Kade", "Jennifer Kade"),
    ("Susie Kade", "Susan Kade"), ("Jhon Smith", "John Smith"), ("Sean Obrien", "Sean O’Brien"),
    ("Zoe Kade", "Zoë Kade"),
    ("AnneMarie Li", "Anne Marie Li"), ("Ελενη Παππα", "Ελένη Παππά"), ("山田 花子", "花子 山田"),
])
def test_a_client_may_sign_so(signed, name):
    assert may_sign_as(signed, name)


@pytest.mark.parametrize("signed, name", [
    ("Hanna Berg", "Hanna Hannasen"), ("Kirsten Hannasen", "Hanna-Lise Hannasen"), ("Peter Kade", "Aroha Patel"),
    ("Tom Lee", "Ann Lee"), ("Anna Lena Smith", "Anna Maria Smith"), ("X", "Maria Papas"), ("", "Maria Papas"),
    ("🙂", "Maria Papas"), ("Maria Papas", ""),
])
def test_this_is_asked_about(signed, name):
    assert not may_sign_as(signed, name)


def test_the_same_name_is_the_same_however_it_is_written():
    assert is_same("LUND, maría", "Maria Lund")
    assert not is_same("Maria Lund", "Maria Lunds") and not is_same("", "")
