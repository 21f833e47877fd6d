"""The rule book, for staff: made from the code."""

from io import BytesIO

import pytest
from markupsafe import escape
from pypdf import PdfReader
from sqlalchemy import select

from intake.clinical.screening.rule import RULES
from intake.clinical.screening.rule_book import rulebook
from intake.records.audit import AuditEntry
from intake.records.database import db


@pytest.mark.parametrize("role", ["therapist", "reviewer", "administrator"])
def test_the_page_has_every_rule_with_its_words_and_source(sign_in_as, role):
    page = sign_in_as(role).get("/rules").text

    for code, rule in RULES.items():
        assert f'id="{code}"' in page and escape(rule.name) in page, code
    assert "No clinician has yet signed" in page


def test_the_printed_book_has_every_rule_and_says_what_it_is(sign_in_as):
    answer = sign_in_as("therapist").post("/rules/rule-book.pdf")

    sheets = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(answer.data)).pages]
    text = " ".join(sheets)
    assert all(f"{code} {rule.name}" in text for code, rule in RULES.items())
    assert "not a medical device" in text
    assert all(f"Page {number} of {len(sheets)}" in sheet for number, sheet in enumerate(sheets, 1))


def test_the_page_says_what_each_rule_rests_on(sign_in_as):
    page = sign_in_as("therapist").get("/rules").text

    for entry in rulebook():
        assert entry.sources and all(str(escape(source.key)) in page for source in entry.sources), entry.code
        assert str(escape(entry.trigger)) in page, entry.code


def test_a_printed_book_is_in_the_trail_and_a_stranger_prints_none(app, browser, sign_in_as):
    assert browser.post("/rules/rule-book.pdf").status_code == 401
    assert browser.get("/rules").status_code == 303
    sign_in_as("therapist").post("/rules/rule-book.pdf")

    with app.app_context():
        assert "rules.export" in db.session.scalars(select(AuditEntry.action)).all()
