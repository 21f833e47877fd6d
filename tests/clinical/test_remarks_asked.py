"""Words told elsewhere (R75): which fields are read, what stands in its own field already, whose answer counts."""

from datetime import date, timedelta

import pytest

from intake.clinical.history import AnswerHistory, DatedAnswers, take_history
from intake.clinical.history.own_fields import is_of_family, is_told
from intake.clinical.history.remarks import (
    AskedRemark,
    WrittenWords,
    answers_by_key,
    asked_remarks,
    found_in,
    kept_answers,
    remark_key,
    with_answers,
    words_of_form,
)
from intake.clinical.questionnaire import Kind, empty_answers, repeats, single_questions
from intake.clinical.remarks import Remark

ON = date(2026, 11, 23)
FAMILY = "Has a parent, brother, sister or child had a blood clot?"


def told(kind, part, *, question="Is it so?", confirmed=False, country="", **answers):
    """Whether these answers hold what the words say."""
    entries = [DatedAnswers(empty_answers() | answers, ON, "intake-1")]
    facts = take_history(entries, born=date(1980, 1, 1), sex="F", on=ON, country=country)
    remark = Remark(kind, part, question)
    return is_told(remark, ON, AnswerHistory(entries), facts, country=country, is_confirmed=confirmed)


def rows(part, *values):
    return {part: list(values)}


def words(text, field="reason", on=ON, **how):
    return WrittenWords(text, field, on, **how)


def row(kind, part, answer, field="reason"):
    return {"field": field, "kind": kind, "part": part, "answer": answer}


ORDINARY = {"medicines.text", "medicines.dose", "signs_assessed_by", "thrombophilia_name", "bleeding_disorder_name"}


def test_every_field_of_words_is_read_but_those_with_a_reader_of_their_own():
    wordy = (Kind.TEXT, Kind.AREA)
    every = {q.key for q in single_questions() if q.kind in wordy}
    every |= {f"{part.key}.{q.key}" for part in repeats() for q in part.questions if q.kind in wordy}
    form = {q.key: "x" for q in single_questions() if q.kind in wordy} | {
        part.key: [{q.key: "x" for q in part.questions}] for part in repeats()}

    read = list(words_of_form(form, on=ON, source="intake-7"))

    assert {each.field for each in read} == every - ORDINARY
    assert {(each.text, each.on, each.source, each.is_noted) for each in read} == {("x", ON, "intake-7", False)}
    assert {each.place for each in read if each.row is None} == {each.field for each in read if each.row is None}


def test_a_row_is_named_by_its_place_and_asks_in_the_words_of_its_part():
    form = rows("pains", {"words": "  "}, {"words": " dull "})

    [read] = words_of_form(form, on=ON)

    assert (read.place, read.text, read.label) == ("pains-1-words", "dull", "Pain: In your own words")


@pytest.mark.parametrize("part, listed, is_there", [
    ("I take apixaban", "Eliquis 5 mg", True),
    ("my mechanical valve", "warfarin", True),
    ("my mechanical valve", "aspirin 75 mg", False),
    ("I take apixaban", "paracetamol", False),
    ("apixaban and prednisolone", "apixaban", False),
    ("apixaban and prednisolone", "apixaban, prednisolone", True),
    ("apixaban and gingembrelium", "apixaban", True),
    ("a blood thinner", "warfarin", True),
    ("a blood thinner", "paracetamol", False),
    ("gingembrelium", "gingembrelium", False),
])
def test_medicines_are_there_when_each_that_is_known_is_on_the_list(part, listed, is_there):
    assert told("medicine", part, medicines_any="yes", **rows("medicines", {"text": listed})) is is_there


@pytest.mark.parametrize("part, listed, is_there", [
    ("apixaban and prednisolone", "apixaban", True),
    ("gingembrelium drops", "Gingembrelium", True),
    ("gingembrelium drops", "paracetamol", False),
    ("I take apixaban", "paracetamol", False),
])
def test_a_confirmed_medicine_may_be_any_that_the_words_name(part, listed, is_there):
    assert told("medicine", part, confirmed=True, medicines_any="yes",
                **rows("medicines", {"text": listed})) is is_there


def test_a_clot_is_the_clients_and_a_familys_is_another_question():
    assert told("clot", "a clot", condition_dvt="past")
    assert told("clot", "a clot", **rows("clots", {"type": "pe", "date": "2019"}))
    assert not told("clot", "a clot", family_clot="yes")
    assert not told("clot", "a clot", condition_dvt="never")
    assert told("clot", "mum had a clot", question=FAMILY, family_clot="yes")
    assert not told("clot", "mum had a clot", question=FAMILY, family_clot="no", condition_dvt="past")
    assert is_of_family(Remark("clot", "x", FAMILY)) and not is_of_family(Remark("cancer", "x", FAMILY))
    assert not is_of_family(Remark("clot", "x", "Have you ever had a blood clot?"))


@pytest.mark.parametrize("answers, is_there", [
    ({"condition_pneumonia": "now"}, True), ({"condition_pneumonia": "never"}, False),
    ({"condition_asthma": "now"}, False),
])
def test_an_infection_in_words_is_there_when_it_is_among_the_conditions(answers, is_there):
    assert told("sign", "in bed with pneumonia", **answers) is is_there


@pytest.mark.parametrize("part, what, day, is_there", [
    ("hip replaced five weeks ago", "hip replacement", "5 weeks ago", True),
    ("hip replacement on 20 October 2026", "new hip", "19 September 2026", True),
    ("hip replacement on 20 October 2026", "new hip", "18 September 2026", False),
    ("hip replacement on 18 September 2026", "new hip", "20 October 2026", False),
    ("hip replaced five weeks ago", "hip replacement", "2015", False),
    ("hip replaced five weeks ago", "hip replacement", "", True),
    ("hip replaced", "hip replacement", "2015", True),
    ("hip replacement five weeks ago", "knee arthroscopy", "5 weeks ago", False),
    ("the op five weeks ago", "knee arthroscopy", "5 weeks ago", True),
])
def test_an_operation_is_there_when_kind_and_day_may_be_its_own(part, what, day, is_there):
    assert told("operation", part, operations_any="yes", **rows("operations", {"what": what, "date": day})) is is_there


@pytest.mark.parametrize("kind, part, own", [
    ("rest", "in a cast until last week", rows("immobilisations", {"type": "leg_cast", "end": "last week"})),
    ("rest", "in a cast until last week", rows("immobilisations", {"type": "leg_cast", "start": "last week"})),
    ("journey", "flew home on Friday", rows("journeys", {"mode": "plane", "end_date": "20 November 2026"})),
    ("injury", "twisted it in October", rows("injuries", {"region": "leg", "date": "October"})),
    ("birth", "baby in September", rows("births", {"date": "September"})),
    ("pregnancy", "expecting", {"pregnant": "might"}),
    ("pregnancy", "egg collection", {"ivf_any": "yes"}),
    ("cancer", "chemo", {"condition_cancer": "past"}),
    ("bleeding", "I bruise easily", {"bruises_easily": "yes"}),
    ("bleeding", "I bruise easily", {"condition_bleeding_disorder": "now"}),
    ("bleeding", "nosebleeds for an hour", {"sign_bleeding_not_stopping": "yes"}),
    ("sign", "calf swollen", {"sign_leg_swelling": "both"}),
])
def test_events_states_and_signs_that_are_told(kind, part, own):
    assert told(kind, part, **own)
    assert not told(kind, part)


@pytest.mark.parametrize("kind, part, other", [
    ("rest", "in a cast until last week", rows("immobilisations", {"type": "leg_cast", "end": "May"})),
    ("journey", "flew home on Friday", rows("journeys", {"mode": "plane", "end_date": "5 September 2026"})),
    ("injury", "twisted it on Friday", rows("injuries", {"region": "leg", "date": "2 September 2026"})),
    ("pregnancy", "expecting", {"pregnant": "no"}),
    ("cancer", "chemo", {"condition_cancer": "never"}),
    ("bleeding", "nosebleeds for an hour", {"bruises_easily": "yes"}),
    ("sign", "calf swollen", {"sign_leg_swelling": "no"}),
    ("sign", "calf swollen", {"sign_coughing_blood": "yes"}),
])
def test_another_day_or_matter_and_a_plain_no_are_not_it(kind, part, other):
    assert not told(kind, part, **other)


@pytest.mark.parametrize("kind, part, own", [
    ("rest", "in a cast until last week", rows("immobilisations", {"type": "leg_cast", "end": "May"})),
    ("bleeding", "nosebleeds for an hour", {"bruises_easily": "yes"}),
    ("sign", "mollet gonflé", {"sign_leg_swelling": "left"}),
])
def test_once_confirmed_anything_in_its_field_that_can_be_it_is_enough(kind, part, own):
    assert told(kind, part, confirmed=True, **own) and not told(kind, part, **own)
    assert not told(kind, part, confirmed=True)


def test_answers_count_from_the_day_of_the_words_on_and_the_newest_last():
    def entry(days, answer, is_list=True):
        return DatedAnswers({"remarks": [row("sign", "calf swollen", answer)]}, ON + timedelta(days), "x", is_list)

    key = remark_key("sign", "Calf  swollen")
    noted = words("calf swollen", on=ON, is_noted=True)

    assert kept_answers([entry(-1, "no")], words("x")) == {}
    assert kept_answers([entry(0, "no"), entry(1, "yes", False)], words("x")) == {key: "yes"}
    assert kept_answers([entry(-1, "no")], noted) == {key: "no"}
    assert kept_answers([entry(-1, "no", False)], noted) == {}
    assert kept_answers([entry(-9, "no"), DatedAnswers({}, ON - timedelta(1), "y")], noted) == {}
    assert kept_answers([entry(-1, "no"), entry(0, "yes", False)], noted) == {key: "yes"}


def test_of_one_remark_the_newest_row_is_kept_and_others_stay():
    kept = {"remarks": [row("sign", "calf swollen", "no"), row("clot", "calf swollen", "no")]}

    rows_kept = with_answers(kept, [row("sign", "Calf swollen", "yes")])

    assert [(each["kind"], each["answer"]) for each in rows_kept] == [("sign", "yes"), ("clot", "no")]
    assert with_answers({}, []) == [] and answers_by_key({}) == {}


@pytest.mark.parametrize("answer, stands, is_open", [
    ("", False, True), ("yes", False, True), ("no", False, False), ("", True, False), ("yes", True, False)])
def test_what_is_open(answer, stands, is_open):
    asked = AskedRemark(words("x"), "sign", "x", "?", answer, stands)

    assert asked.is_open is is_open and asked.is_urgent
    assert not AskedRemark(words("x"), "journey", "x", "?").is_urgent
    assert asked.answered("no") == row("sign", "x", "no")


def ask(*written, **answers):
    entries = [DatedAnswers(empty_answers() | answers, ON, "intake-1")]
    facts = take_history(entries, born=date(1980, 1, 1), sex="F", on=ON)
    return asked_remarks(found_in(written), AnswerHistory(entries), facts)


def test_the_same_words_in_two_fields_are_one_question():
    asked = ask(words("I take apixaban"), words("I take apixaban", "goals"))

    assert [each.words.field for each in asked] == ["reason"]


@pytest.mark.parametrize("field, kinds", [
    ("operations.what", set()), ("clots.words", {"operation"}), ("reason", {"operation", "clot"})])
def test_a_field_does_not_ask_about_what_it_asks_for(field, kinds):
    text = "knee replaced in October, then a clot" if field != "operations.what" else "knee replaced in October"

    assert {each.kind for each in ask(words(text, field))} == kinds


def asked_of(**answers):
    """What a form with these answers is asked about."""
    entry = DatedAnswers(empty_answers() | answers, ON, "intake-1")
    facts = take_history([entry], born=date(1980, 1, 1), sex="F", on=ON)
    return asked_remarks(found_in(words_of_form(entry.answers, on=ON)), AnswerHistory([entry]), facts)


def test_words_are_read_as_of_the_day_on_which_they_were_written():
    said = "knee operation in March 2025"

    assert [each.kind for _, each in found_in([words(said, on=date(2025, 5, 1))])] == ["operation"]
    assert found_in([words(said, on=date(2026, 11, 1))]) == []


def test_what_a_form_says_in_its_own_field_stands_and_the_rest_is_open():
    [told_too] = asked_of(reason="my nosebleeds will not stop", sign_bleeding_not_stopping="yes")
    [alone] = asked_of(reason="my calf is swollen")

    assert (told_too.stands, told_too.is_open, told_too.answer) == (True, False, "")
    assert (alone.stands, alone.is_open, alone.answer) == (False, True, "")


def test_a_yes_is_settled_by_any_answer_in_its_field():
    said = "mollet gonflé"
    confirmed = {"remarks": [row("sign", said, "yes")]}

    assert [each.stands for each in asked_of(reason=said, sign_leg_swelling="left")] == [False]
    assert [each.stands for each in asked_of(reason=said, sign_leg_swelling="left", **confirmed)] == [True]
    assert [each.stands for each in asked_of(reason=said, **confirmed)] == [False]


def test_what_a_field_asks_for_itself_hides_nothing_beside_it():
    broken = {"region": "leg", "words": "broke it, now short of breath"}

    asked = asked_of(injuries_any="yes", **rows("injuries", broken))

    assert [each.kind for each in asked] == ["sign"]


def test_what_a_thinner_is_for_is_no_remark_about_clots_and_what_another_medicine_is_for_is():
    def of(text):
        return [each.kind for each in asked_of(
            medicines_any="yes", **rows("medicines", {"text": text, "reason": "a clot in my leg"}))]

    assert (of("apixaban 5 mg"), of("omeprazole")) == ([], ["clot"])
    assert [each.kind for each in asked_of(
        medicines_any="yes", reason="a clot in my leg", **rows("medicines", {"text": "apixaban", "reason": "rhythm"}))
            ] == ["clot"]


def test_the_next_of_a_kind_comes_up_once_the_one_before_is_settled():
    said = "I take apixaban. I take prednisolone."
    listed = rows("medicines", {"text": "apixaban"})

    assert [each.part for each in asked_of(reason=said)] == ["I take apixaban"]
    assert [each.part for each in asked_of(reason=said, medicines_any="yes", **listed)] == [
        "I take apixaban", "I take prednisolone"]


def test_a_sign_after_a_visit_is_told_by_its_words_and_one_of_the_form_by_its_answer():
    assert told("sign", "chest pain since then", sign_chest_pain="yes")
    assert not told("sign", "chest pain since then", sign_leg_swelling="left")
    pain = rows("pains", {"site": "calf", "side": "left"})
    assert told("sign", "my calf hurts on the stairs", pains_any="yes", **pain)


def test_a_name_that_differs_by_country_is_read_as_there():
    listed = rows("medicines", {"text": "diltiazem"})

    assert told("medicine", "I take cartia", medicines_any="yes", country="US", **listed)
    assert not told("medicine", "I take cartia", medicines_any="yes", country="AU", **listed)
