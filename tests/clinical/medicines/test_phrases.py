"""reading-medicines.md#vague-words: what people say instead of a name."""
import pytest

from intake.clinical.medicines import read_line, says_none
from intake.clinical.screening.bleeding.levels import rule_of, tier_of

HIGH = [
    "blood thinner", "blood thinners", "blood thiners", "bloodthinner", "thinners", "anticoagulant", "anti-clotting",
    "clot preventer",
    "clot pills", "stroke prevention tablets", "AF tablets", "AFib tablets", "my INR medicine", "rat poison",
    "blood thinner injections", "tummy injections", "stomach injections", "belly jabs", "clot jabs",
    "needles after surgery", "blood thinner jab in my tummy", "DOAC", "NOAC", "VKA", "AVK", "LMWH", "OAC", "HBPM",
    "blood thinning tablets", "my blood is thinned", "tablet that thins my blood", "thin blood tablets",
    "something to thin the blood", "meds to stop clots", "blood diluter", "blood pressure and blood thinning tablets",
    "anticoagulents", "anti coagulent", "antcoagulant", "anticogulant", "bloedverdunners", "blodförtunnande",
    "DVT meds", "medication for DVT", "tablets for my PE",
    "DAPT", "xaban", "stent medicine", "tablets for my stent", "low molecular weight heparin",
]
MODERATE = [
    "baby aspirin", "junior aspirin", "low-dose aspirin", "low dose aspirin", "cardiac aspirin", "heart aspirin",
    "ASA 81", "aspirin 75", "aspirin 81 mg", "acetylsalicylic", "A.S.A.", "babby asprin",
    "Thrombo ASS", "ASS 100", "Ass protect 100", "A S A 81", "ecasa", "pred 10", "chemo", "cancer tablets",
    "immunotherapy", "steroid tablets", "cortisone",
]
LOW = ["anti-inflammatory", "NSAID", "steroid inhaler", "brown inhaler", "steroid cream", "SSRI", "fish oil", "EPA DHA",
       "st johns wart"]
ASKS = ["heart pill", "heart pills", "pill for my heart", "circulation tablet", "painkiller", "valve tablets",
        "meds for irregular heartbeat"]
NOTHING = [
    "water pills", "fluid tablets", "blood pressure pills", "statins", "thyroid tablets", "sugar tablets",
    "paracetamol", "blue inhaler", "vitamin k2", "CBD oil", "flu jab", "covid vaccine", "aspirin-free Excedrin",
    "acetaminophen", "codeine", "anabolic steroids", "vitamin c", "multivitamin",
]


@pytest.mark.parametrize("text", HIGH)
def test_a_name_for_blood_thinners_counts_as_one_and_asks_which(text):
    [found] = read_line(text)

    assert (rule_of(found), tier_of(found).name, found.status) == ("R46", "CAUTION", "taken")
    assert found.question or found.ingredients


@pytest.mark.parametrize("text", MODERATE)
def test_moderate_phrases(text):
    assert [rule_of(found) for found in read_line(text)] == ["R64"]


@pytest.mark.parametrize("text", LOW)
def test_low_phrases(text):
    assert [rule_of(found) for found in read_line(text)] == ["R67"]


@pytest.mark.parametrize("text", ASKS)
def test_vague_words_give_no_tier_but_a_question(text):
    [found] = read_line(text)

    assert tier_of(found).name == "NONE"
    assert found.question.endswith("?")


@pytest.mark.parametrize("text", NOTHING)
def test_words_without_bleeding_meaning_give_no_tier(text):
    assert {tier_of(found).name for found in read_line(text)} == {"NONE"}


@pytest.mark.parametrize("text", [
    "none", "None.", "nil", "N/A", "n/a", "no", "no blood thinners", "not on any medication", "no medication",
    "nothing",
    "-", "", "  ", "I don't take any medicines", "NONE AT PRESENT",
])
def test_an_answer_of_none_is_no_medicine(text):
    assert says_none(text)
    assert read_line(text) == []


@pytest.mark.parametrize("text", [
    "no warfarin", "warfarin", "none but aspirin", "not sure", "nortriptyline", "Nil by mouth warfarin",
])
def test_a_line_that_names_something_is_not_an_answer_of_none(text):
    assert not says_none(text)
