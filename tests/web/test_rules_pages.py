"""The rule book and the figures: for staff, made from the code."""

from io import BytesIO

import pytest
from markupsafe import escape
from pypdf import PdfReader

from intake.clinical.rule import RULES
from intake.services import flags
from tests.builders import a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.support.statements import statements_of

WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}


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


def test_figures_are_for_reviewers_and_show_the_ceilings(app, sign_in_as):
    with app.app_context():
        an_intake(a_client(), by=a_staff(), **WARFARIN)
    reviewer = sign_in_as("reviewer")

    page = reviewer.get("/figures").text

    assert "R46 Strong blood thinner" in page
    assert "0 of 1 (0 in 100). Ceiling: 1 in 10." in page
    assert "1 of 1 (100 in 100). Ceiling: 1 in 3. <strong>Above it" in page
    assert sign_in_as("therapist").get("/figures").status_code == 403


def test_a_rule_that_is_mostly_set_aside_is_pointed_out(app, sign_in_as):
    with app.app_context():
        by = a_staff("reviewer")
        for number in range(5):
            client = a_client()
            an_intake(client, by=by, **WARFARIN)
            flag = flags.flags_of_client(client.id)[0]
            flags.review_flag(flag.id, outcome=flags.Outcome.OVERRIDDEN, reason="why", version=flag.version,
                              key=f"set-aside-number-{number}", by=by, at=flag.raised_at)

    assert "overridden more than half of the time" in sign_in_as("reviewer").get("/figures").text


def test_figures_ask_the_database_no_more_with_more_flags(app, sign_in_as):
    reviewer = sign_in_as("reviewer")
    with app.app_context():
        an_intake(a_client(), by=a_staff(), **WARFARIN)
    reviewer.get("/figures")
    few = statements_of(app, lambda: reviewer.get("/figures"))
    with app.app_context():
        for _ in range(6):
            an_intake(a_client(), by=a_staff(), **WARFARIN)

    assert statements_of(app, lambda: reviewer.get("/figures")) == few
