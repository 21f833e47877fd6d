"""What a field asks for itself is no remark in it; whatever its name is written like."""

from dataclasses import replace
from datetime import date

import pytest

from intake.clinical.questionnaire import Kind, repeats, single_questions
from intake.clinical.remarks import Remark, remarks_in
from intake.clinical.remarks.fields import FIELDS, field_of

ON = date(2026, 11, 27)


def kinds(text, field):
    return {each.kind for each in remarks_in(text, field=field, on=ON)}


def fields_of_words():
    yield from (each.key for each in single_questions() if each.kind in (Kind.TEXT, Kind.AREA))
    yield from (f"{repeat.key}_{each.key}" for repeat in repeats() for each in repeat.questions
                if each.kind in (Kind.TEXT, Kind.AREA))


def test_every_field_of_words_has_its_line():
    assert set(fields_of_words()) - set(FIELDS) == set()


@pytest.mark.parametrize(("field", "words", "kind"), [
    ("medicines.text", "warfarin", "medicine"), ("clots.words", "a clot behind the knee", "clot"),
    ("thrombophilia_name", "factor V Leiden", "clot"), ("bleeding_disorder_name", "haemophilia", "bleeding"),
    ("operations.what", "hip replacement", "operation"), ("injuries.words", "fell off a ladder", "injury"),
    ("immobilisations.words", "leg in a cast", "rest"), ("vena_cava_filter_reason", "thrombosis", "clot"),
])
def test_what_a_field_asks_for_itself_is_no_remark(field, words, kind):
    assert kind in kinds(words, "reason")
    assert kind not in kinds(words, field)


def test_other_things_told_there_are():
    assert kinds("hip replacement after a thrombosis", "operations.what") == {"clot"}
    assert kinds("leg swollen since Tuesday", "signs_words") == {"sign"}


@pytest.mark.parametrize("name", ["injuries.words", "injuries-0-words", "injuries-12-words", "Injuries words"])
def test_a_field_is_known_by_any_of_its_names(name):
    assert field_of(name) is FIELDS["injuries_words"]


def test_a_field_nobody_knows_asks_for_nothing_itself():
    assert kinds("thrombosis", "favourite colour") == {"clot"}


@pytest.mark.parametrize(("words", "found"), [
    ("warfarin", set()), ("aspirin gives me hives", set()), ("warfarin gave me a rash, now on apixaban", {"medicine"}),
    ("none, taking warfarin", {"medicine"}), ("penicillin. warfarin daily", {"medicine"}),
    ("nuts: cannot breathe, face swells", set()), ("nuts; cannot breathe since yesterday", {"sign"}),
    ("none, calf swollen", {"sign"}),
])
def test_among_allergies_a_medicine_is_not_taken_and_a_sign_is_a_reaction(words, found):
    assert kinds(words, "allergies") == found


def test_among_oils_a_medicine_is_taken_and_a_sign_is_a_reaction():
    assert kinds("no oils because of my warfarin", "oils") == {"medicine"}
    assert kinds("almond makes me short of breath", "oils") == set()


def test_a_remark_is_the_words_and_one_question():
    (remark,) = remarks_in("Stiff neck; left calf swollen since Tuesday; sleeping badly", field="reason", on=ON)

    assert remark == Remark("sign", "left calf swollen since Tuesday",
                            "You wrote “left calf swollen since Tuesday”. "
                            "Is it a warning sign that you have now, or had lately?")
    assert replace(remark, kind="clot") != remark


@pytest.mark.parametrize(("words", "question"), [
    ("on warfarin", "Is it a blood thinner that you take?"), ("on methotrexate", "Is it a medicine that you take?"),
    ("on the pill", "Is it a medicine that you take?"),
])
def test_a_blood_thinner_is_asked_about_as_one(words, question):
    (remark,) = remarks_in(words)

    assert remark.question == f"You wrote “{words}”. {question}"


def test_of_one_kind_the_most_serious_is_asked_and_kinds_stand_in_the_order_of_the_words():
    remarks = remarks_in("feverish, on ibuprofen, chest pain since the long flight; apixaban too")

    assert [(each.kind, each.part) for each in remarks] == [
        ("sign", "chest pain since the long flight"), ("journey", "chest pain since the long flight"),
        ("medicine", "apixaban too")]


def test_a_part_is_as_much_of_its_clause_as_fits():
    text = " ".join(["tired"] * 30 + ["calf", "swollen"] + ["lately"] * 30)
    (remark,) = remarks_in(text)

    assert "calf swollen" in remark.part
    assert remark.part in text
    assert 60 < len(remark.part) <= 80


def test_a_part_is_as_it_was_written():
    (remark,) = remarks_in("Mein  linkes BEIN\tist geschwollen")

    assert remark.part == "Mein linkes BEIN ist geschwollen"
