"""Any text becomes letters on paper: the right font, the right order, bounded work, nothing lost in silence."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from intake.documents.fonts import FontFolders, font_folders
from intake.documents.lettering import LONGEST_PIECE, LONGEST_WORD, Lettering, clean, joined, ordered, pieces
from intake.documents.paper import Letterhead, Paper
from intake.documents.styles import styles
from intake.documents.visit_summary import VisitSummary, build_visit_summary
from tests.examples import tries


@pytest.fixture
def machine() -> FontFolders:
    return font_folders()


@pytest.fixture
def letters(machine: FontFolders) -> Lettering:
    return Lettering(machine)


def fonts_of(letters: Lettering, text: str) -> list[str]:
    return [run.face.name for run in letters.runs(text) if not run.text.isspace()]


def test_control_and_invisible_characters_are_cleaned_away() -> None:
    assert clean("a\x00b\x07\tc\u200b\u202ed\r\ne\ufefff\u2028g") == "ab cd\nef\ng"


def test_joiners_that_spelling_needs_stay() -> None:
    assert clean("فارسی\u200cها") == "فارسی\u200cها"


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert clean("e\u0301") == "é"


def test_a_lone_surrogate_is_reported_not_raised(letters: Lettering) -> None:
    letters.runs(clean("a\ud800b"))

    assert list(letters.missing) == ["\ufffd"]


def test_a_word_without_a_font_is_boxed_and_reported_once_in_order(machine: FontFolders) -> None:
    letters = Lettering(FontFolders(()))

    shown = "".join(run.text for run in letters.runs("Anna 張偉 張"))

    assert list(letters.missing) == ["張", "偉"]
    assert shown == "Anna ◊◊ ◊"


def test_missing_characters_are_named_on_paper_and_in_the_result() -> None:
    summary = VisitSummary(Letterhead("Clinic"), "Anna \U000f0001", date(2026, 3, 5), "M")

    printed = build_visit_summary(summary)

    assert printed.missing == ("\U000f0001",)
    text = " ".join(PdfReader(io.BytesIO(printed.pdf)).pages[0].extract_text().split())
    assert "A box stands for a character that could not be printed here: U+F0001." in text


def test_private_characters_of_a_shaped_font_do_not_count_as_letters(letters: Lettering) -> None:
    paragraph = letters.paragraph("क्षत्रिय", styles(letters.fonts).text, width=400)
    paragraph.wrap(400, 800)

    letters.runs("\ue100")

    assert list(letters.missing) == ["\ue100"]


@pytest.mark.parametrize(
    "word, font",
    [
        ("Anna", "OpenSans-Regular"),
        ("Ольга", "OpenSans-Regular"),
        ("Ελένη", "OpenSans-Regular"),
        ("प्रिया", "NotoSansDevanagari-Regular"),
        ("שלום", "NotoSansHebrew-Regular"),
        ("தமிழ்", "NotoSansTamil-Regular"),
    ],
)
def test_each_script_has_its_font(letters: Lettering, word: str, font: str) -> None:
    assert fonts_of(letters, word) == [font]
    assert not letters.missing


def test_one_word_has_one_font(letters: Lettering) -> None:
    assert fonts_of(letters, "(प्रिया)") == ["NotoSansDevanagari-Regular"]


def test_devanagari_conjuncts_are_shaped(letters: Lettering) -> None:
    paragraph = letters.paragraph("क्षत्रिय", styles(letters.fonts).text, width=400)
    paragraph.wrap(400, 800)

    drawn = "".join(frag.text for frag in paragraph.blPara.lines[0].words)

    assert len(drawn) < len("क्षत्रिय"), "क + virama + ष draw as one glyph"
    assert any("\ue000" <= char <= "\uf8ff" for char in drawn)


def test_arabic_is_joined_and_drawn_from_the_right(letters: Lettering) -> None:
    paragraph = letters.paragraph("محمد (abc) 12", styles(letters.fonts).text, width=400)

    drawn = "".join(frag.text for frag in paragraph.frags)

    assert drawn.startswith("12 (abc) ")
    assert drawn.endswith("\ufee3"), "the first letter stands rightmost, in its initial form"


def test_a_long_right_to_left_text_is_broken_before_it_is_turned_round(letters: Lettering) -> None:
    style = styles(letters.fonts).text
    words = [f"كلمة{n}" for n in range(40)]

    paragraph = letters.paragraph(" ".join(words), style, width=200)
    drawn = "".join(frag.text if frag.text else "\n" for frag in paragraph.frags).split("\n")

    assert len(drawn) > 3
    assert "39" in drawn[-1] and "0" in drawn[0]
    assert not any(str(n) in drawn[0] for n in range(20, 40))
    paragraph.wrap(200, 4000)
    assert len(paragraph.blPara.lines) == len(drawn), "no line is broken again"


@pytest.mark.parametrize(
    "text, direction, shown",
    [
        ("אב (12)", "R", "(12) בא"),
        ("אב (abc) 12", "R", "12 (abc) בא"),
        ("abc (אב) x", "L", "abc (בא) x"),
        ("((א) ב) [1<2]", "R", "[2>1] (ב (א))"),
        ("אב a) b", "R", "a) b בא"),
    ],
)
def test_brackets_open_and_close_the_right_way_in_both_directions(text: str, direction: str, shown: str) -> None:
    assert ordered(text, direction) == shown


def test_joined_letters_keep_their_vowel_marks() -> None:
    assert "\u064e" in joined("مَ")


def test_a_running_line_is_cut_where_it_would_not_fit(letters: Lettering) -> None:
    line = letters.single("name " * 200, styles(letters.fonts).running, width=120)

    assert line.frags[0].text.endswith("…")
    assert line.wrap(121, 500)[1] == styles(letters.fonts).running.leading


def test_a_word_of_twenty_thousand_letters_is_bounded_work() -> None:
    parts = list(pieces("x" * 20_000))

    assert len(parts) == -(-20_000 // (LONGEST_PIECE // (LONGEST_WORD + 1) * LONGEST_WORD))
    assert max(len(word) for part in parts for word in part.split()) == LONGEST_WORD
    assert "".join(parts).replace(" ", "") == "x" * 20_000


def test_fifty_kilobytes_are_split_into_as_many_parts_as_they_need() -> None:
    parts = list(pieces("lorem ipsum " * 4200))

    assert len(parts) <= 50_400 // LONGEST_PIECE + 2
    assert all(len(part) <= LONGEST_PIECE + LONGEST_WORD for part in parts)
    assert " ".join(parts).split() == ("lorem ipsum " * 4200).split()


def test_blank_lines_make_no_paragraphs() -> None:
    paper = Paper(Letterhead("Clinic"), "Anna", title="T")
    before = len(paper.flow)

    paper.put("text", "one\n\n\n \n" * 3)

    assert len(paper.flow) == before + 3


@tries(25)
@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_at_all_prints(text: str) -> None:
    summary = VisitSummary(
        Letterhead(text), text, date(2026, 3, 5), text, what_was_done=text, aftercare=text, seek_help=text
    )

    assert build_visit_summary(summary).pdf.startswith(b"%PDF")
