"""Names in other letters are read as their Latin ones (reading-medicines.md#misspellings)."""
import csv

import pytest

from intake.clinical.medicines import read_line
from intake.clinical.medicines.characters import fold_character, one_script
from intake.clinical.medicines.folding import fold, tokens
from intake.clinical.medicines.vocabulary import KNOWLEDGE, vocabulary
from intake.clinical.screening.bleeding.levels import rule_of


@pytest.mark.parametrize(("text", "ingredient", "written"), [
    ("毎朝エリキュースを飲みます", "apixaban", "エリキュース"),
    ("ﾜｰﾌｧﾘﾝ １ｍｇ", "warfarin", "ﾜｰﾌｧﾘﾝ"),
    ("每天吃利伐沙班片", "rivaroxaban", "利伐沙班"),
    ("아스피린을 먹어요", "acetylsalicylic acid", "아스피린"),
    ("กินวาร์ฟารินทุกวัน", "warfarin", "วาร์ฟาริน"),
    ("मैं वारफेरिन लेता हूँ", "warfarin", "वारफेरिन"),
    ("ক্লোপিডোগ্রেল ৭৫", "clopidogrel", "ক্লোপিডোগ্রেল"),
    ("أنا آخذ الوارفارين", "warfarin", "الوارفارين"),
    ("אני לוקחת קומדין", "warfarin", "קומדין"),
    ("ক্লোপিডোগ্রেল", "clopidogrel", "ক্লোপিডোগ্রেল"),
])
def test_a_name_in_other_letters_is_found_in_its_line(text, ingredient, written):
    found = [each for each in read_line(text) if each.ingredients]

    assert [(each.ingredients, each.as_written) for each in found] == [((ingredient,), written)]


@pytest.mark.parametrize("text", ["抗凝固薬", "血液サラサラの薬", "抗凝药", "혈전약",
                                  "ยาละลายลิ่มเลือด", "खून पतला करने की दवा",
                                  "রক্ত পাতলা করার ওষুধ", "دواء سيولة الدم", "מדלל דם"])
def test_a_blood_thinner_in_other_letters_asks_for_its_name(text):
    [found] = read_line(text)

    assert (found.how, rule_of(found)) == ("phrase", "R46")
    assert found.question == "Which blood thinner is it? Ask for its name."


@pytest.mark.parametrize("text", ["kan sulandirici", "для разжижения крови", "αντιπηκτικά",
                                  "thuốc loãng máu",
                                  "khoon patla karne ki goli", "lijek za razređivanje krvi", "obat pengencer darah"])
def test_a_blood_thinner_in_other_languages_asks_for_its_name(text):
    [found] = read_line(text)

    assert (found.how, rule_of(found)) == ("phrase", "R46")


@pytest.mark.parametrize(("text", "ingredient"), [
    ("अपिक्सबॅन", "apixaban"), ("ریوروکسابان", "rivaroxaban"), ("ზარელტო", "rivaroxaban"),
    ("클로피도그랄", "clopidogrel"),
])
def test_a_spelling_in_other_letters_that_sounds_like_a_name_asks(text, ingredient):
    [found] = read_line(text)

    assert (found.ingredients, found.how) == ((ingredient,), "misspelling")
    assert found.question.startswith("Did you mean ")


@pytest.mark.parametrize("text", ["お茶", "طبيب الأسنان", "दूध और चाय", "의사에게 물어보세요",
                                  "กาแฟ", "牛奶和茶", "תה עם נענע"])
def test_ordinary_words_in_other_letters_are_no_medicine(text):
    assert {rule_of(found) for found in read_line(text)} == {""}


def test_a_part_in_other_letters_beside_a_known_medicine_is_asked():
    assert [found.question for found in read_line("metformin, 某种药")] == ["", "What is this medicine?"]


@pytest.mark.parametrize("text", ["war\u200bfarin", "war\u00adfarin", "\ufeffwarfarin", "warfarin\u200f", "wаrfarin"])
def test_what_cannot_be_seen_and_look_alike_letters_change_nothing(text):
    [found] = read_line(text)

    assert (found.ingredients, found.how) == (("warfarin",), "exact")


def test_a_word_of_mixed_letters_is_of_the_script_that_its_plain_letters_show():
    assert one_script("Сoumadin") == "Coumadin"
    assert one_script("Вaрфарин") == "Варфарин"
    assert one_script("Варфарин Coumadin 5мг") == "Варфарин Coumadin 5мг"


@pytest.mark.parametrize(("character", "folded"), [
    ("٥", "5"), ("５", "5"), ("५", "5"), ("Ａ", "a"), ("é", "e"),
    ("ß", "ss"), ("қ", "k"), ("\u200b", ""), ("\ufe0f", ""),
    ("ک", "ك"), ("أ", "ا"), ("\u0640", ""), ("、", ","), ("。", ";")])
def test_a_character_folds_to_what_it_is_compared_as(character, folded):
    assert fold_character(character) == folded


def test_a_short_name_needs_a_word_of_its_own():
    assert [token.text for token in tokens("٥ مغ")] == ["5", "mg"]
    assert [token.text for token in tokens("مغرب")] == [fold("مغرب")]


def test_every_name_in_other_letters_stands_for_words_that_are_known():
    with (KNOWLEDGE / "other_scripts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    unread = {row["words"] for row in rows if row["words"] not in vocabulary().entries
              and row["words"] not in ("mg", "tablet", "daily", "allergy to", "blood", "thinner")
              and read_line(row["words"])[0].how != "phrase"}

    assert len(rows) > 1_000
    assert unread == set()
