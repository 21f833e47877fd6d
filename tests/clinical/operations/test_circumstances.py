"""Whether it was done, whose it was, how one was put to sleep, and whether one stayed."""

import pytest

from intake.clinical.operations import read_operation


@pytest.mark.parametrize("typed", [
    "waiting for a new knee", "on the list for a hysterectomy", "hernia repair planned", "hip op called off",
    "might need a spinal fusion", "surgeon wants to do a bypass", "not had the bunion op yet",
    "will have my hip replaced",
    "having my cataract done in 3 weeks", "gallbladder out next Thursday", "declined heart surgery", "knee op pending",
    "knee replacement scheduled 4 February", "to have my womb out in January", "hip replacement, cancelled",
    "pre-op for a new hip Monday, op in 2 weeks", "supposed to have had back surgery but cancelled",
    "Hüft-OP geplant", "prothèse de hanche prévue", "scan done, hip replacement booked",
])
def test_what_lies_ahead_or_was_called_off_is_none_yet_and_asks(typed):
    reading = read_operation(typed)

    assert (reading.category, reading.is_ahead, reading.sure) == ("not_an_operation", True, False)
    assert reading.question


@pytest.mark.parametrize(("typed", "category"), [
    ("hip replacement postponed twice, done in June", "hip_replacement"),
    ("planned hysterectomy", "major_pelvic"), ("booked in and had my knee replaced", "knee_replacement"),
    ("hip replaced in March, other one booked", "hip_replacement"), ("knee replacement, check-up booked",
     "knee_replacement"), ("hip replaced last year, waiting for the second", "hip_replacement"),
    ("was on the waiting list, then had the bypass surgery", "major_other"),
    ("knee arthroscopy done, replacement planned", "arthroscopy_leg"),
])
def test_what_was_done_counts_whatever_lies_ahead_beside_it(typed, category):
    reading = read_operation(typed)

    assert reading.category == category
    assert not reading.is_ahead


@pytest.mark.parametrize("typed", ["hip replacement booked", "hip replacement, waiting list"])
def test_beside_a_day_that_has_passed_nothing_lies_ahead(typed):
    assert read_operation(typed).is_ahead
    assert read_operation(typed, is_past=True).category == "hip_replacement"


@pytest.mark.parametrize("typed", [
    "my wife's mastectomy", "dad had a triple bypass", "mother in law broke her hip", "my son had his appendix out",
    "knee replacement (my husband)", "hip replacement of my mother", "dog had a leg fracture pinned",
    "meine Mutter Hüftprothese",
])
def test_somebody_elses_is_none_and_asks(typed):
    reading = read_operation(typed)

    assert (reading.category, reading.is_ahead, reading.sure) == ("not_an_operation", False, False)
    assert "yours" in reading.question


@pytest.mark.parametrize(("typed", "category"), [
    ("hip replaced, my husband drove me", "hip_replacement"), ("hip replacement, mum had one too", "hip_replacement"),
    ("kidney transplant from my brother", "major_abdominal"), ("like my mother I had my hip replaced",
     "hip_replacement"), ("my daughter was born by caesarean", "caesarean"), ("wife says I had a hernia",
     "major_abdominal"),
    ("my own mastectomy", "cancer_surgery"), ("mum's hip, then my knee replaced by me", "knee_replacement"),
])
def test_ones_own_stays_beside_a_relative(typed, category):
    assert read_operation(typed).category == category


@pytest.mark.parametrize("typed", ["none", "No operations", "n/a", "never had surgery", "nil", "no surgeries ever"])
def test_none_is_none(typed):
    reading = read_operation(typed)

    assert (reading.category, reading.sure, reading.question) == ("not_an_operation", True, "")


def test_a_denied_operation_is_asked_about():
    assert read_operation("never had a hip replacement").question
    assert read_operation("no, hip replacement in May").category == "hip_replacement"


@pytest.mark.parametrize(("typed", "category"), [
    ("mole removed while asleep", "day_case_ga_or_regional"), ("root canal, general anaesthetic",
     "day_case_ga_or_regional"), ("tooth out, put under", "day_case_ga_or_regional"),
    ("wart removed under spinal", "day_case_ga_or_regional"), ("MRI under general", "day_case_ga_or_regional"),
    ("mole removed, no general anaesthetic", "local_anaesthetic"), ("mole removed, not asleep", "local_anaesthetic"),
    ("mole removed, general practice", "local_anaesthetic"), ("epidural for back pain", "not_an_operation"),
    ("tooth out under sedation", "sedation"), ("MRI with sedation", "sedation"),
    ("tooth out without sedation", "local_anaesthetic"), ("hip replacement under sedation", "hip_replacement"),
])
def test_sleep_lifts_a_small_thing_and_sedation_is_one_of_its_own(typed, category):
    assert read_operation(typed).category == category


def test_asleep_stands_before_local_anaesthetic():
    assert read_operation("mole under general", setting="local_anaesthetic").category == "day_case_ga_or_regional"


@pytest.mark.parametrize(("typed", "category"), [
    ("gallbladder out, home the same day", "day_case_ga_or_regional"), ("gallbladder out, stayed 2 nights",
     "major_abdominal"), ("tonsils out, kept in", "major_other"), ("tonsils out, day surgery",
     "day_case_ga_or_regional"), ("tonsils out, no overnight stay", "day_case_ga_or_regional"),
    ("hernia under local", "major_abdominal"), ("carpal tunnel under local", "local_anaesthetic"),
    ("thingummy under local anaesthetic", "local_anaesthetic"), ("hip replacement as a day case", "hip_replacement"),
])
def test_a_stay_said_in_words_counts_as_one_that_was_chosen(typed, category):
    assert read_operation(typed).category == category


@pytest.mark.parametrize(("typed", "setting", "kind", "asks"), [
    ("gallbladder out", "", "", True), ("gallbladder out", "inpatient", "", False), ("tonsils out", "", "", True),
    ("tonsils out, kept in overnight", "", "", False), ("the thing with the doctor", "", "", True),
    ("hip replacement", "", "", False), ("mole removed", "", "", False), ("colonoscopy", "", "", False),
    ("cardioversion", "", "", False), ("caesarean", "", "", False), ("knee", "", "arthroscopy_leg", True),
    ("knee", "day_case", "arthroscopy_leg", False), ("knee", "", "knee_replacement", False),
    ("catarract", "", "", True), ("hip replacement booked", "", "", False),
])
def test_the_stay_is_asked_where_the_category_hangs_on_it(typed, setting, kind, asks):
    assert read_operation(typed, setting=setting, kind=kind).asks_stay is asks


@pytest.mark.parametrize(("typed", "category"), [
    ("hip replacement due to arthritis", "hip_replacement"), ("knee replacement, didn't heal well", "knee_replacement"),
    ("hip replacement, holiday booked", "hip_replacement"), ("mastectomy, waiting for results", "cancer_surgery"),
    ("spinal fusion, may have slipped again", "spinal"), ("hip replacement, need a stick", "hip_replacement"),
    ("hip replacement, wound refused to close", "hip_replacement"), ("hip replaced, will be 6 weeks Friday",
     "hip_replacement"), ("knee replacement as planned", "knee_replacement"), ("caesarean, planned", "caesarean"),
    ("hernia op should have healed by now", "major_abdominal"), ("mastectomy, recommended rest", "cancer_surgery"),
])
def test_what_lies_ahead_of_something_else_takes_no_operation_away(typed, category):
    assert read_operation(typed).category == category


@pytest.mark.parametrize("typed", ["hip replacement, cancelled twice", "hip replacement, booked for 12 January",
                                   "hip replacement, next month", "spinal fusion TBC", "decided not to have a bypass",
                                   "was going to have a hysterectomy but didn't", "provisional date for a new hip"])
def test_what_only_says_when_speaks_of_what_stands_before_it(typed):
    assert read_operation(typed).is_ahead


def test_my_mother_alone_speaks_of_what_follows_and_of_nothing_further():
    assert "yours" in read_operation("my mother, hip replacement").question
    assert read_operation("mother, hip replacement").category == "hip_replacement"
    assert read_operation("my mother, hip replacement, mastectomy").category == "cancer_surgery"
