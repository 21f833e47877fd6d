"""Slips are read as their targets, and what guards against reading too much (reading-medicines.md#misspellings)."""
import pytest

from intake.clinical.medicines import read_line
from intake.clinical.screening.bleeding.levels import rule_of, tier_of

TARGETS = {
    "warfarin": "warfrin warfin warferin worfarin warfaren wafarin warfarrin wharfarin warafin",
    "coumadin": "cumadin coumaden commadin coumidin cumadine koumadin",
    "xarelto": "zarelto xeralto xerelto xaralto xarleto xaretlo zarolto zeralto",
    "rivaroxaban": "rivaroxiban rivoroxaban rivaroxban",
    "eliquis": "eliqius elequis eloquis eliquist eliqus aliquis eliques elaquis",
    "apixaban": "apixiban apixaben apixabam",
    "pradaxa": "pradaxia predaxa pradexa prodaxa paradaxa",
    "dabigatran": "dabigatrin dabagatran",
    "lixiana": "lixana lexiana",
    "savaysa": "savasa sevaysa",
    "lovenox": "lovanox lovenex lovinox levenox levonox",
    "clexane": "clexan clexene",
    "enoxaparin": "enoxiparin enoxaprin enoxparin",
    "heparin": "heprin heperin",
    "fragmin": "fragmen",
    "clopidogrel": "clopidegrel clopidogril clopidrogel clopidogel klopidogrel",
    "plavix": "plavics plavex plavic pavix plavicks",
    "brilinta": "brilenta brillinta brelinta",
    "ticagrelor": "ticagralor",
    "effient": "effiant",
    "aspirin": "asprin aspirn asperin aspirine",
    "ibuprofen": "ibuprofin iboprofen ibuprofren",
    "naproxen": "naproxin",
    "diclofenac": "diclofenic",
    "sintrom": "sintron syntrom",
}
SLIPS = [(slip, target) for target, slips in TARGETS.items() for slip in slips.split()]


@pytest.mark.parametrize(("slip", "target"), SLIPS)
def test_a_listed_slip_is_its_target_at_the_tier_of_its_target(slip, target):
    [found] = read_line(slip)
    [meant] = read_line(target)

    assert (found.ingredients, rule_of(found), tier_of(found)) == (meant.ingredients, rule_of(meant), tier_of(meant))


@pytest.mark.parametrize(("text", "ingredient"), [
    ("war farin", "warfarin"), ("warfarin5mg", "warfarin"), ("aspirin81", "acetylsalicylic acid"),
    ("co umadin", "warfarin"), ("warfarinsodium", "warfarin"), ("mywarfarin", "warfarin"), ("WARFARIN-5", "warfarin"),
    ("dalteparinnatrium", "dalteparin"), ("rivarox", "rivaroxaban"), ("clopido", "clopidogrel"),
    ("warfarub", "warfarin"), ("warfarins", "warfarin"), ("enoxaparine", "enoxaparin"), ("rivaroxabana", "rivaroxaban"),
    ("fenprocoumon", "phenprocoumon"), ("acide acétylsalicylique", "acetylsalicylic acid"),
    ("ácido acetilsalicílico", "acetylsalicylic acid"), ("l'aspirine", "acetylsalicylic acid"),
])
def test_split_fused_cut_and_foreign_forms(text, ingredient):
    assert [name for found in read_line(text) for name in found.ingredients] == [ingredient]


def test_a_near_match_asks_and_names_its_candidates():
    [found] = read_line("xeralto 20")

    assert (found.how, tier_of(found).name, found.as_written, found.dose) == ("misspelling", "CAUTION", "xeralto", "20")
    assert found.candidates[0] == "Xarelto"
    assert found.question == "Did you mean Xarelto?"
    assert 0 < found.confidence < 1


@pytest.mark.parametrize("text", ["elqs", "warf1", "plvx", "hepr"])
def test_short_words_are_never_guessed(text):
    assert [found.how for found in read_line(text)] in (["unrecognised"], ["brand"])


@pytest.mark.parametrize(("text", "ingredient"), [
    ("Synthroid", "levothyroxine"), ("Klonopin", "clonazepam"), ("Paxil", "paroxetine"), ("Cardura", "doxazosin"),
    ("Coversyl", "perindopril"), ("disopyramide", "disopyramide"), ("Zylet", "tobramycin"), ("Xeloda", "capecitabine"),
    ("Elocon", "mometasone"), ("Lonox", "diphenoxylate"), ("periactin", "cyproheptadine"),
])
def test_a_real_other_name_beats_a_near_match(text, ingredient):
    [found] = read_line(text)

    assert ingredient in found.ingredients
    assert found.how != "misspelling"


def test_an_answer_settles_a_near_match():
    [found] = read_line("xeralto 20", answers={"xeralto": "xarelto"})

    assert (found.ingredients, found.how, found.question) == (("rivaroxaban",), "alias", "")


def test_an_answer_of_irrelevant_takes_the_tier_away_and_still_shows_the_words():
    [found] = read_line("xeralto", answers={"xeralto": "irrelevant"})

    assert (found.as_written, found.ingredients, tier_of(found).name, found.how) == ("xeralto", (), "NONE", "alias")
    assert found.classes == ("irrelevant",)


def test_a_new_name_with_the_ending_of_blood_thinners_asks():
    [found] = read_line("milaxaban 5 mg")

    assert (rule_of(found), found.ingredients, found.how) == ("R46", (), "phrase")
    assert found.question


@pytest.mark.parametrize("text", ["e l i q u i s", "W A R F A R I N 5 mg", "É l i q u i s", "a s p i r i n",
                                  "a spirin"])
def test_a_name_in_spaced_letters(text):
    assert {name for found in read_line(text) for name in found.ingredients} <= {
        "apixaban", "warfarin", "acetylsalicylic acid"}
    assert rule_of(read_line(text)[0]) in ("R46", "R64")


@pytest.mark.parametrize("word", ["comedian", "framing", "cleaned", "brilliant", "warrant", "fragment"])
def test_a_common_word_is_a_slip_only_with_an_amount_behind_it(word):
    assert {tier_of(found).name for found in read_line(f"{word} for my knee")} == {"NONE"}
    assert {tier_of(found).name for found in read_line(f"{word} 20 mg")} == {"CAUTION"}


def test_a_brand_that_is_a_common_word_needs_to_stand_alone_or_with_an_amount():
    assert [found.as_written for found in read_line("due to finish xarelto in june")] == ["xarelto"]
    assert [found.how for found in read_line("Finish")] == ["brand"]


def test_of_two_names_one_slip_away_the_blood_thinner_is_asked_first():
    [found] = read_line("haparin")

    assert found.ingredients == ("heparin",)
