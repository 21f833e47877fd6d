"""The letter to a doctor, the stop sheet and the rule book."""

import io
from dataclasses import replace
from datetime import date

from pypdf import PdfReader

from intake.documents import doctor_letter, rule_book, stop_sheet
from intake.documents.doctor_letter import DoctorLetter, build_doctor_letter, slip_blocks
from intake.documents.paper import FOOTER, Letterhead
from intake.documents.rule_book import PrintedRule, RuleBook, build_rule_book
from intake.documents.stop_sheet import StopSheet, build_stop_sheet

CLINIC = Letterhead("Harbour Street Clinic", "14 Harbour Street", "01947 555 010")
LETTER = DoctorLetter(
    clinic=CLINIC,
    client_name="Ольга Смирнова",
    written_on=date(2026, 11, 23),
    therapist_name="Maya Olsen",
    area="both legs",
    birth_date=date(1961, 3, 9),
    doctor_name="Dr Bennett",
    facts=(("Past clot", "left calf, March 2023"), ("Medicines", "aspirin <75> & more")),
    answer_by=date(2026, 12, 7),
    reference="C-12",
)
SHEET = StopSheet(
    clinic=CLINIC,
    client_name="Ada Moreau",
    made_on=date(2026, 11, 23),
    therapist_name="Maya Olsen",
    say_to_client="Please sit still.",
    call_words="Call the emergency number now",
    number="999",
    advice=("Do not touch the legs.",),
    facts=(("Chest pain", "on breathing in"),),
)


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_the_letter_gives_facts_asks_and_brings_a_slip() -> None:
    text = " ".join(pages_of(build_doctor_letter(LETTER).pdf))

    for part in (
        "About: Ольга Смирнова, born 9 March 1961",
        "Past clot: left calf, March 2023",
        "<75> & more",
        "may this person have massage of both legs now?",
        "Please answer by 7 December 2026",
        "Reply slip",
    ):
        assert part in text


def test_the_letter_keeps_its_own_questions() -> None:
    said = doctor_letter.blocks(replace(LETTER, questions=("May she fly?",)))

    assert [block.text for block in said if block.kind == "item"][-1] == "May she fly?"


def test_the_slip_has_a_box_for_each_answer_and_room_to_sign() -> None:
    slip = slip_blocks(LETTER)

    assert [block.text for block in slip if block.kind == "tick"] == ["yes", "yes, with the limits below", "no"]
    named = [block.text for block in slip if block.kind == "line" and block.text]
    assert named == ["Limits", "Valid until", "Name and practice", "Signature", "Date"]
    assert ("text", "Massage of both legs:", "") in slip


def test_the_slip_stays_on_one_page() -> None:
    for facts in range(0, 40, 5):
        letter = replace(LETTER, facts=tuple((f"Fact {n}", "told today") for n in range(facts)))
        pages = pages_of(build_doctor_letter(letter).pdf)
        (slip,) = [page for page in pages if "Reply slip" in page]
        assert "Signature" in slip


def test_the_stop_sheet_says_whom_to_call_before_anything_else() -> None:
    kinds = [block.kind for block in stop_sheet.blocks(SHEET)]

    assert kinds[:4] == ["title", "call", "heading", "large"]
    assert "Call the emergency number now 999" in pages_of(build_stop_sheet(SHEET).pdf)[0]


def test_a_full_stop_sheet_is_set_smaller_to_stay_on_one_page() -> None:
    full = replace(SHEET, facts=tuple((f"Fact {n}", "told today") for n in range(24)))

    printed = build_stop_sheet(full)

    assert printed.pages == 1
    assert "Fact 23: told today" in pages_of(printed.pdf)[0]


def test_facts_beyond_one_page_go_on_and_are_never_lost() -> None:
    over = replace(SHEET, facts=tuple((f"Fact {n}", "told today") for n in range(120)))

    printed = build_stop_sheet(over)

    assert printed.pages > 1
    assert "Fact 119: told today" in pages_of(printed.pdf)[-1]


def a_rule(code: str, **changes: object) -> PrintedRule:
    rule = PrintedRule(
        code,
        f"Name of {code}",
        "HOLD",
        "0 to 84 days",
        "Major surgery",
        "No work below the waist.",
        "We leave your legs alone.",
        ("S1 Sweetland",),
        ("fires: day 84", "silent: day 85"),
        "2026-11-20",
        date(2026, 11, 20),
    )
    return replace(rule, **changes)


def test_a_rule_is_printed_with_all_that_answers_for_it() -> None:
    said = rule_book.blocks(a_rule("R23"))

    assert said[0] == ("heading", "R23  Name of R23", "")
    assert ("fact", "20 November 2026", "Checked") in said
    assert ("fact", "no clinician has signed this rule yet", "Clinician") in said
    assert ("item", "silent: day 85", "") in said
    assert ("item", "S1 Sweetland", "") in said


def test_a_signed_rule_names_its_clinician() -> None:
    assert ("fact", "Dr Ito", "Clinician") in rule_book.blocks(a_rule("R23", clinician="Dr Ito"))


def test_the_contents_of_the_rule_book_name_the_right_pages() -> None:
    codes = [f"R{n:02}" for n in range(1, 41)]
    book = RuleBook(CLINIC, date(2026, 11, 23), "2026-11-20", tuple(a_rule(code) for code in codes))

    printed = build_rule_book(book)

    pages = pages_of(printed.pdf)
    at = {code: next(n for n, page in enumerate(pages, 1) if f"{code} Name of {code} Tier" in page) for code in codes}
    for code in codes:
        assert f"{code} Name of {code} HOLD {at[code]} " in f"{pages[0]} "
    assert all(FOOTER in page for page in pages)


def test_the_same_papers_give_the_same_bytes() -> None:
    book = RuleBook(CLINIC, date(2026, 11, 23), "v", (a_rule("R01"),))

    assert build_doctor_letter(LETTER).pdf == build_doctor_letter(LETTER).pdf
    assert build_stop_sheet(SHEET).pdf == build_stop_sheet(SHEET).pdf
    assert build_rule_book(book).pdf == build_rule_book(book).pdf
