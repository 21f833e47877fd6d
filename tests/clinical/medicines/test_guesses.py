"""Guesses at what is no name: digits, first letters, broken names, brands (reading-medicines.md#misspellings)."""
import pytest

from intake.clinical.medicines import read_line
from intake.clinical.medicines.by_sound import consonants, is_acetylsalicylic
from intake.clinical.screening.bleeding.levels import rule_of, tier_of


def one(text):
    [found] = read_line(text)
    return found


@pytest.mark.parametrize(("text", "ingredient", "written"), [
    ("P1avix 75", "clopidogrel", "P1avix"), ("W4rfarin", "warfarin", "W4rfarin"),
    ("Br1l1nta", "ticagrelor", "Br1l1nta"),
    ("1ovenox 40", "enoxaparin", "1ovenox"), ("0liquis", "apixaban", "0liquis"),
    ("Clopidogre1 75mg", "clopidogrel", "Clopidogre1"),
    ("Asp1rln", "acetylsalicylic acid", "Asp1rln"), ("metf0rmin", "metformin", "metf0rmin"),
])
def test_a_digit_in_the_place_of_a_letter_is_a_question(text, ingredient, written):
    found = one(text)

    assert (found.ingredients, found.how, found.as_written) == ((ingredient,), "misspelling", written)


@pytest.mark.parametrize("text", ["vitamin b12", "warfarin5mg", "coq10", "aspirin81", "omega3", "covid19 jab", "h2o"])
def test_numbers_beside_names_stay_numbers(text):
    assert all(found.how != "misspelling" for found in read_line(text))


@pytest.mark.parametrize(("text", "ingredient"), [
    ("vlexane 40", "enoxaparin"), ("kovenox", "enoxaparin"), ("qarfarin", "warfarin"), ("liquis", "apixaban"),
    ("mclopidogrel", "clopidogrel"), ("oradaxa 150", "dabigatran etexilate"), ("qspirin", "acetylsalicylic acid")])
def test_a_wrong_first_letter_is_a_question_at_the_tier_of_its_candidate(text, ingredient):
    found = one(text)

    assert (found.ingredients, found.how) == ((ingredient,), "misspelling")
    assert tier_of(found).name == "CAUTION"


@pytest.mark.parametrize(("text", "ingredient"), [
    ("aliquist 5mg", "apixaban"), ("affiant 10mg", "prasugrel"), ("loveknocks", "enoxaparin"),
    ("apickseban", "apixaban"),
    ("haparon", "heparin"), ("clopadigral", "clopidogrel")])
def test_a_name_that_is_spelt_by_ear_is_a_question(text, ingredient):
    found = one(text)

    assert (found.ingredients, found.how) == ((ingredient,), "misspelling")


@pytest.mark.parametrize(("text", "ingredient"), [
    ("czar el toe 20 mg", "rivaroxaban"), ("coo mad in 5", "warfarin"), ("elly quis", "apixaban"),
    ("war fare in five milligrams", "warfarin"), ("clip it a grill 75 mg", "clopidogrel"), ("love an ox", "enoxaparin"),
    ("app ix a ban 5 mg", "apixaban"), ("my brill in ta twice a day", "ticagrelor"), ("e fee ent 10 mg", "prasugrel"),
])
def test_a_name_that_dictation_broke_is_a_question(text, ingredient):
    found = one(text)

    assert (found.ingredients, found.how) == ((ingredient,), "misspelling")
    assert 0 < found.confidence <= 0.5


@pytest.mark.parametrize("text", [
    "pain in the leg 5", "more than 5 mg", "an extra 5 mg", "a clot in 2019", "no aspirin as needed",
    "had a stroke in 2012",
    "daily walk", "as part of it 3", "i went there and it was far in the hills on a cold day", "blood test 5"])
def test_ordinary_words_are_no_broken_name(text):
    assert all(found.how != "misspelling" for found in read_line(text))


@pytest.mark.parametrize(("text", "candidate"), [
    ("Apixamed 5", "apixaban"), ("Clopidoz 75", "clopidogrel"), ("Edoxapro 60", "edoxaban"),
    ("Ticagrex 90", "ticagrelor"),
    ("Enoxasun 60", "enoxaparin"), ("Aspivas 75", "aspirin"), ("Rosukast CV 10", "clopidogrel"),
    ("Lipvas ASP 75", "aspirin"), ("Rivamel 20", "rivaroxaban")])
def test_an_unknown_brand_that_begins_as_a_thinner_is_asked_without_a_tier(text, candidate):
    found = one(text)

    assert (found.how, found.candidates, tier_of(found).name) == ("unrecognised", (candidate,), "NONE")
    assert found.question == f"What is this medicine? Perhaps {candidate}?"


def test_an_answer_to_an_unknown_brand_settles_it():
    found = one("Edoxapro 60")

    [settled] = read_line("Edoxapro 60", answers={"edoxapro": found.candidates[0]})
    assert (settled.ingredients, settled.how) == (("edoxaban",), "alias")


@pytest.mark.parametrize("text", ["Pravix", "Hepasil", "Plasin 20"])
def test_a_brand_that_no_slip_explains_is_asked_without_a_tier(text):
    found = one(text)

    assert (found.how, rule_of(found)) == ("unrecognised", "")
    assert found.question.startswith("What is this medicine? Perhaps ")


@pytest.mark.parametrize("text", ["acetyl salicylc acid 75", "acetil salicylic acid", "acetyl salisilic"])
def test_aspirin_s_own_name_in_two_words_bears_a_slip(text):
    found = one(text)

    assert (found.ingredients, found.how) == (("acetylsalicylic acid",), "misspelling")


@pytest.mark.parametrize("word", ["acetylsalisylsyre", "acetylosalicylowy", "asetyylisalisyylihappo",
                                  "acetilszalicilsav",
                                  "acetylsalicylzuur", "asetilsalisilik", "ацетилсалициловая",
                                  "ácido acetilsalicílico"])
def test_aspirin_s_own_name_is_read_in_any_language(word):
    assert [found.ingredients for found in read_line(word)] == [("acetylsalicylic acid",)]


def test_a_word_with_other_consonants_is_not_aspirin():
    assert is_acetylsalicylic("acetylsalicylate")
    assert not is_acetylsalicylic("acetylcysteine")
    assert not is_acetylsalicylic("salicylic")


@pytest.mark.parametrize(("text", "rule"), [
    ("coumarin 5 mg", "R46"), ("coumarin tablets", "R46"), ("coumarin, my INR is 2.5", "R46"), ("cumidine 5", "R46"),
    ("coumarins 5 mg", "R46"), ("cumidin 2.5", "R46"),
    ("coumarin cream", ""), ("coumarin", ""), ("salicylic acid 2 %", "")])
def test_a_chemical_hides_no_thinner_where_it_is_taken(text, rule):
    assert {rule_of(found) for found in read_line(text)} == {rule}


def test_the_consonants_of_a_name_are_the_same_in_every_spelling():
    assert consonants("warfarin") == consonants("varfarina") == consonants("war for in".replace(" ", ""))
    assert consonants("xarelto") != consonants("clexane")
    assert consonants("heparin") != consonants("eparin")


@pytest.mark.parametrize(("text", "ingredient"), [
    ("ACC 600 Brausetabletten", "acetylcysteine"), ("ACC 200", "acetylcysteine"),
    ("Trombyl 75", "acetylsalicylic acid"),
    ("Acard", "acetylsalicylic acid"), ("Atixarso 90", "ticagrelor"), ("Aterokard", "clopidogrel"),
    ("АТЕРОКАРД", "clopidogrel"), ("Thrombo ASS", "acetylsalicylic acid")])
def test_brands_of_countries_with_a_register_are_read(text, ingredient):
    assert [found.ingredients for found in read_line(text)] == [(ingredient,)]


def test_a_brand_of_another_country_is_no_target_of_guesses():
    assert all(found.how != "misspelling" or tier_of(found).name == "NONE" for found in read_line("Acarda"))
