"""The client's copy of a visit: what it says, in whose name, and that no text can break it."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from intake.documents.fonts import FontFolders
from intake.documents.paper import FOOTER, Letterhead
from intake.documents.visit_summary import (
    CareLine,
    PainChange,
    VisitSummary,
    blocks,
    build_visit_summary,
)

CLINIC = Letterhead("Harbour Street Clinic", "14 Harbour Street", "01947 555 010")
MARKUP = ("<b>", "&", '<img src="/etc/passwd"/>', "a<b", "</para>", "&#x110000;", "<onDraw name='x'/>", "]]>")


def a_summary(**changes: object) -> VisitSummary:
    made = VisitSummary(
        clinic=CLINIC,
        client_name="Ada Moreau",
        visit_on=date(2026, 3, 5),
        therapist_name="Maya Olsen",
        birth_date=date(1980, 1, 2),
        areas=("neck", "shoulders"),
        techniques=("Swedish",),
        pressure=2,
        minutes=45,
        what_was_done="Light work on the neck.",
        pain=(PainChange("left neck", 6, 3), PainChange("lower back", None, 0)),
        care=(CareLine("CAUTION", "You bruise easily, so we used less pressure.", "5 April 2026"),),
        asked_of_us=(("Allergies", "latex"), ("Leave alone", "Belly")),
        aftercare="Rest this evening.\nDrink as usual.",
        seek_help="Breathless or chest pain: call 999.",
        next_visit_on=date(2026, 3, 19),
        language_note="Preferred language: English",
    )
    return replace(made, **changes)


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_the_parts_come_in_the_plain_order() -> None:
    headings = [block.text for block in blocks(a_summary()) if block.kind == "heading"]

    assert headings == [
        "What we did today",
        "Your pain",
        "What we took care of",
        "What you asked of us",
        "At home",
        "Get help at once if …",
        "Your next visit",
    ]


def test_blocks_say_what_was_recorded() -> None:
    said = blocks(a_summary())

    assert ("fact", "5 March 2026", "Date of visit") in said
    assert ("fact", "heavy lotioning (2 on a scale of 0 to 5)", "Pressure") in said
    assert ("pain", "6 before, 3 after (0 to 10)", "left neck") in said
    assert ("pain", "not asked before, 0 after (0 to 10)", "lower back") in said
    assert ("fact", "Belly", "Leave alone") in said
    assert ("care", "You bruise easily, so we used less pressure.", "CAUTION (until 5 April 2026)") in said
    assert ("strong", "19 March 2026", "") in said


def test_a_part_with_nothing_to_say_has_no_heading() -> None:
    bare = VisitSummary(clinic=CLINIC, client_name="Ada", visit_on=date(2026, 3, 5), therapist_name="M")

    assert [block.text for block in blocks(bare) if block.kind == "heading"] == ["Get help at once if …"]


def test_the_pdf_says_what_the_blocks_say() -> None:
    text = " ".join(" ".join(pages_of(build_visit_summary(a_summary()).pdf)).split())

    for part in ("Ada Moreau", "Light work on the neck.", "6 of 10", "not asked", "Drink as usual.", "19 March 2026"):
        assert part in text


@pytest.mark.parametrize("name", ["Zoë Łukasiewicz", "Nguyễn Thị Hồng", "Ελένη Παπαδοπούλου", "Ольга Смирнова"])
def test_names_in_latin_greek_and_cyrillic_need_no_font_of_the_machine(name: str) -> None:
    printed = build_visit_summary(a_summary(client_name=name), fonts=FontFolders(()))

    assert printed.missing == ()
    assert name in pages_of(printed.pdf)[0]


def test_every_page_has_clinic_client_count_and_footer() -> None:
    printed = build_visit_summary(a_summary(aftercare="Stretch slowly.\n" * 90))
    pages = pages_of(printed.pdf)

    assert printed.pages == len(pages) > 1
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert "Harbour Street Clinic · Ada Moreau" in text
        assert FOOTER in text


@pytest.mark.parametrize("page, width", [("A4", 595), ("Letter", 612)])
def test_paper_size_is_a_setting(page: str, width: int) -> None:
    box = PdfReader(io.BytesIO(build_visit_summary(a_summary(), page=page).pdf)).pages[0].mediabox

    assert round(box.width) == width


@pytest.mark.parametrize(
    "field",
    ["client_name", "therapist_name", "what_was_done", "aftercare", "seek_help", "next_visit_note", "language_note"],
)
@pytest.mark.parametrize("markup", MARKUP)
def test_markup_is_printed_as_it_was_typed(field: str, markup: str) -> None:
    pdf = build_visit_summary(a_summary(**{field: f"x {markup} y"})).pdf

    assert f"x {markup} y" in " ".join(" ".join(pages_of(pdf)).split())


def test_markup_in_lists_is_printed_as_it_was_typed() -> None:
    odd = " ".join(MARKUP)
    summary = a_summary(
        clinic=Letterhead(odd, odd, odd),
        areas=(odd,),
        techniques=(odd,),
        pain=(PainChange(odd, 1, 1),),
        care=(CareLine(odd, odd, odd),),
        asked_of_us=((odd, odd),),
    )
    text = " ".join(" ".join(pages_of(build_visit_summary(summary).pdf)).split())

    assert text.count("a<b") >= 10


def test_the_file_names_nobody_in_its_properties() -> None:
    reader = PdfReader(io.BytesIO(build_visit_summary(a_summary()).pdf))

    assert reader.metadata.title == "Visit summary"
    assert "Ada" not in str(dict(reader.metadata))
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_the_same_visit_gives_the_same_bytes_whatever_was_printed_between() -> None:
    summary = a_summary(client_name="प्रिया शर्मा", what_was_done="محمد 12 (abc)")
    first = build_visit_summary(summary).pdf

    build_visit_summary(a_summary(client_name="क्षत्रिय ज्ञान"))

    assert build_visit_summary(summary).pdf == first


def test_two_pages_of_everything_still_print() -> None:
    summary = a_summary(
        client_name="N" * 5000,
        pain=(PainChange("p" * 5000, 11, None),) * 30,
        care=(CareLine("C" * 400, "w" * 20000, "z" * 3000),),
        areas=("q" * 9000,),
    )

    assert build_visit_summary(summary).pages > 2
