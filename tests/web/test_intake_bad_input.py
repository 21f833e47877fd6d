"""Bad input in the intake form: a message beside the field, everything typed still there, nothing answers 500."""

from html import unescape

import pytest

from intake.clinical.questionnaire import Kind, repeats, single_questions
from tests.builders_clients import a_client
from tests.builders_intakes import a_draft, a_form
from tests.web.intake_pages import after, draft_answers, error_of, url_of, value_of


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist."""
    with app.app_context():
        return a_client(therapist=browser.staff)

@pytest.mark.parametrize("name, value, words", [
    ("pains-0-now", "11", "outside 0 to 10"),
    ("pains-0-now", "-1", "outside 0 to 10"),
    ("reason", "x" * 1001, "1,000 fit"),
    ("reason", "a\x00b", "control character"),
    ("oils", "a\nb", "one line"),
    ("medicines-0-text", "x" * 301, "300 fit"),
    ("operations-0-date", "1 March 2031", "in the future"),
    ("height_cm", "9", "outside 50 to 260"),
    ("platelets", "low", "must be a number"),
    ("condition_dvt", "perhaps", "Choose from"),
    ("areas_wanted", "tail", "Choose from"),
    ("signed_on", "2031-01-01", "in the future"),
    ("signed_on", "yesterday", "Not a valid date"),
    ("signed_on", "1890-01-01", "before the client was born"),
    ("signed_name", "\x07", "control character"),
    ("signature", "[[[0, 2000]]]", "could not be read"),
    ("signature", "nonsense", "could not be read"),
    ("medicines_pasted", "x" * 20_001, "20,000 fit"),
])
def test_what_cannot_stand_gets_a_message_beside_it_and_keeps_its_text(browser, client, name, value, words):
    typed = a_form(reason="Stiff neck") | {name: value}

    answer = browser.post(url_of(client), data=typed)

    assert answer.status_code == 422
    assert words in unescape(answer.text)
    assert f'href="#{name}"' in answer.text
    if name not in ("condition_dvt", "areas_wanted", "signature", "reason", "medicines_pasted"):
        assert unescape(value).replace("\x00", "") in unescape(answer.text).replace("\x00", "")
    if name != "reason":
        assert "Stiff neck</textarea>" in answer.text


def test_a_message_is_tied_to_its_field(browser, client):
    page = browser.post(url_of(client), data=a_form(height_cm="9")).text

    assert error_of(page, "height_cm") == "9 is outside 50 to 260. Give a number from 50 to 260."
    assert 'aria-describedby="height_cm-error" aria-invalid="true"' in page


def test_words_that_no_date_can_be_read_in_are_kept_and_told(browser, client):
    page = after(browser, client, a_form(do="check", operations__0__date="ages ago, I think"))

    assert value_of(page, "operations-0-date") == "ages ago, I think"
    assert "No date could be read in this. It counts as recent." in page


@pytest.mark.parametrize("text", ["\u200fשלום\u200f", "a\u200db", "\u202eevil", "🦵🏽",
                                  "<script>alert(1)</script>", "{{ 7*7 }}"])
def test_every_field_that_takes_words_keeps_them_exactly(app, browser, client, text):
    words = [q.key for q in single_questions() if q.kind in (Kind.TEXT, Kind.AREA)]
    words += [f"{r.key}-0-{q.key}" for r in repeats() for q in r.questions if q.kind is Kind.TEXT]
    answer = browser.post(url_of(client), data=a_form(do="save") | dict.fromkeys(words, text))
    page = browser.get(answer.location).text

    kept = draft_answers(app, client)
    assert {kept[key] for key in words if "-" not in key} == {text}
    assert {kept[key.split("-")[0]][0][key.split("-")[2]] for key in words if "-" in key} == {text}
    assert "<script>alert" not in page


def test_ten_megabytes_are_refused_with_a_way_on(browser, client):
    answer = browser.post(url_of(client), data={"reason": "x" * 10_000_000})

    assert answer.status_code == 413
    assert "too long" in answer.text


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "１"])
def test_a_version_that_was_tampered_with_overwrites_nothing(app, browser, client, version):
    with app.app_context():
        a_draft(client, by=browser.staff, reason="kept")

    answer = browser.post(url_of(client), data=a_form(do="save", version=version, reason="new"))

    assert answer.status_code == 409
    assert draft_answers(app, client)["reason"] == "kept"


@pytest.mark.parametrize("rest", ["", "/draft", "/panel", "/discard", "/token"])
def test_an_unknown_client_is_not_found(browser, rest):
    method = browser.get if rest in ("", "/token", "/discard") else browser.post

    assert method(f"/clients/4711/intake{rest}").status_code == 404


@pytest.mark.parametrize("rest", ["", "/draft", "/panel", "/discard", "/token"])
def test_a_client_of_somebody_else_is_not_found(app, client, sign_in_as, rest):
    stranger = sign_in_as("therapist")
    method = stranger.get if rest in ("", "/token", "/discard") else stranger.post

    assert method(url_of(client, rest)).status_code in (403, 404)


@pytest.mark.parametrize("role", ["reviewer", "administrator"])
def test_only_therapists_take_intakes(client, sign_in_as, role):
    assert sign_in_as(role).get(url_of(client)).status_code == 403
