"""The rule book, for staff: made from the code."""

from io import BytesIO

import pytest
from markupsafe import escape
from pypdf import PdfReader
from sqlalchemy import select

from intake.clinical.screening import rule_book
from intake.clinical.screening.rule import RULES
from intake.clinical.screening.rule_book import rulebook
from intake.records.audit import AuditEntry
from intake.records.database import db
from tests.signatures import a_row, sign


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


@pytest.mark.parametrize("code", sorted(RULES))
def test_each_rule_has_a_page_of_its_cases_and_all_of_them_are_as_expected(sign_in_as, code):
    page = sign_in_as("therapist").get(f"/rules/{code}").text

    own = [case for case in rule_book.cases() if case.rule == code]
    assert f"<strong>{len(own)} of {len(own)} as expected.</strong>" in page
    assert page.count("</span> As expected</p>") == len(own) and "Not as expected" not in page
    assert all(str(escape(case.name[1:])) in page for case in own)


def test_the_page_of_a_rule_says_what_fires_it_and_what_does_not_in_plain_words(sign_in_as):
    page = " ".join(sign_in_as("therapist").get("/rules/R23").text.split())

    assert "Knee replacement, 84 days before" in page and "Knee replacement, 85 days before" in page
    assert "for 4 May 2026" in page and "2026-05-04" not in page
    for words in ("Where it speaks", "Where it stays silent", "Where something was not asked or is not clear"):
        assert f"<h3>{words}</h3>" in page


def test_a_case_that_does_not_fit_is_said_to_be_so_in_words(sign_in_as, monkeypatch):
    wrong = rule_book.Case("R23", "wrong", "fires", "STOP", {"surgeries": []}, cap=2)
    monkeypatch.setattr(rule_book, "cases", lambda: (wrong,))

    page = sign_in_as("therapist").get("/rules/R23").text

    assert "0 of 1 as expected" in page and "Not as expected: tier, pressure" in page
    assert "As expected</p>" not in page


def test_a_rule_that_is_none_has_no_page_and_a_stranger_sees_none(browser, sign_in_as):
    assert browser.get("/rules/R21").status_code == 303
    assert sign_in_as("therapist").get("/rules/R99").status_code == 404


def test_signatures_are_counted_on_every_page_and_named_beside_their_rule(sign_in_as, monkeypatch, tmp_path):
    staff = sign_in_as("therapist")
    sign(monkeypatch, tmp_path, a_row("R21"), a_row("R20", name="Dr Reid", digest="0" * 32))

    counted = f"Clinicians have signed 1 of {len(RULES)} rules off."
    assert counted in staff.get("/").text and counted in staff.get("/rules").text
    assert "Signed by Dr Osei (GMC 1234567) on 1 December 2026." in staff.get("/rules/R21").text
    lapsed = "Dr Reid (GMC 1234567) on 1 December 2026, for an earlier wording; no longer counts"
    assert lapsed in staff.get("/rules").text
    assert "No clinician has yet signed this rule off." in staff.get("/rules/R22").text


def test_signatures_are_named_on_paper(sign_in_as, monkeypatch, tmp_path):
    staff = sign_in_as("therapist")
    sign(monkeypatch, tmp_path, a_row("R21"), a_row("R20", name="Dr Reid", digest="0" * 32))

    answer = staff.post("/rules/rule-book.pdf")

    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(answer.data)).pages)
    assert f"Clinicians have signed 1 of {len(RULES)} rules off." in text
    assert "Signed by Dr Osei (GMC 1234567) on 1 December 2026." in text
    assert "Dr Reid (GMC 1234567) on 1 December 2026, for an earlier wording; no longer counts." in text
    assert text.count("no clinician has signed this rule yet") == len(RULES) - 2
