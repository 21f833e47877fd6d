"""The page of one flag: who sees it, what is decided there, and what is never lost."""

import re
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import select

from intake.clinical.flags import Decision
from intake.clinical.screening.findings import Tier
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.services import flags, screening
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.support.statements import statements_of

STOP = {"sign_chest_pain": "yes"}
HOLD = {"condition_dvt": "past", "clots": [{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no"}]}
CAUTION = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
HOSTILE = "<script>alert(1)</script> \u202eevil\u200b 🙂"
_keys = count(1)


@pytest.fixture
def reviewer(sign_in_as):
    """A reviewer's browser."""
    return sign_in_as("reviewer")


@pytest.fixture
def raised(app):
    """`raised(answers)`: the strongest flag of a new client with these answers."""

    def raise_flag(answers, *, days=0, therapist=None, **given):
        with app.app_context():
            client = a_client(therapist=therapist, **given)
            an_intake(client, by=a_staff(), at=NOW - timedelta(days=days), **answers)
            return flags.flags_of_client(client.id)[0]

    return raise_flag


def url_of(flag, rest=""):
    return f"/flags/{flag.id}{rest}"


def a_decision(flag, **given):
    return {"version": str(flag.version), "form_key": f"review-form-{next(_keys):06}", "decision": "agreed",
            "reason": "", **given}


def now(app, flag):
    with app.app_context():
        return flags.flag_of(flag.id)


def test_a_flag_answers_what_why_until_when_what_to_do_and_who_decided(app, reviewer, raised):
    flag = raised({"journeys_any": "yes", "journeys": [{"seated_hours": "9", "end_date": "2026-11-20"}]})

    page = reviewer.get(url_of(flag)).text

    for part in ("CAUTION", "A long journey in the last two weeks", "What it takes away", "Until</dt>",
                 "5 December 2026", "journey, 9 hours", "What to do", "What happened", "Raised", "R40",
                 "No clinician has yet signed"):
        assert part in page, part
    assert "2026-11-20</strong>" not in page


def test_the_queue_and_its_title_are_kept_by_nobody_and_name_nobody(reviewer, raised):
    flag = raised(CAUTION, family_name="Papadopoulou")

    for url in ("/flags", url_of(flag)):
        answer = reviewer.get(url)
        title = re.search("<title>(.*?)</title>", answer.text, re.S)[1]
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Papadopoulou" not in title and "Papadopoulou" in answer.text


def test_a_decision_leads_back_to_the_queue_and_is_shown_on_the_flag(app, reviewer, raised):
    flag = raised(CAUTION)

    decision = a_decision(flag, decision="adapted", reason=f"Light. {HOSTILE}")
    answer = reviewer.post(url_of(flag, "/review"), data=decision)

    assert (answer.status_code, answer.location) == (303, "/flags")
    page = reviewer.get(url_of(flag)).text
    assert "Light. &lt;script&gt;" in page and "<script>alert" not in page
    assert reviewer.staff.name in page
    assert now(app, flag).decision == "adapted"


def test_a_decision_sent_twice_is_one(app, reviewer, raised):
    flag = raised(CAUTION)
    data = a_decision(flag)

    first, second = (reviewer.post(url_of(flag, "/review"), data=data) for _ in range(2))

    assert first.status_code == second.status_code == 303
    with app.app_context():
        assert [line.event.step for line in flags.history_of(flag.id)] == ["raised", "reviewed"]


@pytest.mark.parametrize(("given", "message"), [
    ({"decision": ""}, "Choose one."), ({"decision": "nonsense"}, "Choose one of those given here."),
    ({"reason": "a\x00b"}, "a character that cannot be kept"),
    ({"decision": "overridden", "reason": "  "}, "Write the reason."),
    ({"decision": "agreed", "reason": "x" * 2001}, "2,000"),
])
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_is_kept(app, reviewer, raised, given, message):
    flag = raised(CAUTION)

    answer = reviewer.post(url_of(flag, "/review"), data=a_decision(flag, **{"reason": "typed words", **given}))

    assert answer.status_code == 422
    assert message in answer.text
    assert given.get("reason", "typed words").strip() in answer.text
    assert now(app, flag).state == "raised"


def test_a_stop_offers_no_way_round_and_refuses_one(app, reviewer, raised):
    flag = raised(STOP)

    page = reviewer.get(url_of(flag)).text
    answer = reviewer.post(url_of(flag, "/review"), data=a_decision(flag, decision="overridden", reason="please"))

    assert 'value="overridden"' not in page and 'value="adapted"' not in page
    assert "Call now" in page and "Print the page to hand over" in page
    assert answer.status_code == 422 and "Only a medical assessment closes it" in answer.text
    assert now(app, flag).tier == Tier.STOP and now(app, flag).closed_at is None


def test_the_second_reviewer_sees_both_and_loses_nothing(app, reviewer, raised, sign_in_as):
    flag = raised(CAUTION)
    sign_in_as("reviewer").post(url_of(flag, "/review"), data=a_decision(flag, decision="adapted",
        reason="first words"))

    answer = reviewer.post(url_of(flag, "/review"), data=a_decision(flag, decision="overridden", reason="second words"))

    assert answer.status_code == 409
    assert "first words" in answer.text and "second words</textarea>" in answer.text
    assert now(app, flag).decision == "adapted"


def test_what_was_written_about_a_flag_closed_meanwhile_is_shown_and_not_kept(app, reviewer, raised, sign_in_as):
    flag = raised(CAUTION)
    sign_in_as("reviewer").post(url_of(flag, "/entered-in-error"), data={
        "version": str(flag.version), "form_key": "closed-meanwhile-key", "reason": "first words",
        "answers": answers_of(app, flag)})

    late = reviewer.post(url_of(flag, "/review"), data=a_decision(flag, decision="adapted", reason=f"late {HOSTILE}"))

    assert late.status_code == 409
    assert "This flag is closed" in late.text and "late &lt;script&gt;" in late.text
    assert now(app, flag).decision == ""


def test_a_name_that_will_not_do_stays_in_its_field(reviewer, raised):
    flag = raised({"medicines_any": "yes", "medicines": [{"text": "zzyqwort"}]})

    answer = reviewer.post(url_of(flag, "/medicine"), data={
        "form_key": "naming-form-key-2", "text": "zzyqwort", "answer": "long name " * 30})

    assert answer.status_code == 422 and "200 fit" in answer.text and "long name long name" in answer.text


def an_assessment(flag, **given):
    return {"version": str(flag.version), "form_key": f"assessment-key-{next(_keys):06}", "assessed_by": "Dr Reid",
            "assessed_on": NOW.date().isoformat(), "outcome": "ruled_out", "condition": "", "result": "Nothing found.",
            **given}


def answers_of(app, flag):
    """The names of the answers behind a flag."""
    with app.app_context():
        return list(screening.answers_behind(flags.flag_of(flag.id), on=NOW.date()))


def standing(app, flag):
    """The rules that stand for the client of a flag."""
    with app.app_context():
        return {each.rule for each in flags.flags_of_client(flag.client_id)}


def test_an_assessment_that_ruled_it_out_closes_a_stop(app, reviewer, raised):
    flag = raised(STOP)

    answer = reviewer.post(url_of(flag, "/assessment"), data=an_assessment(flag, result=HOSTILE))

    assert answer.status_code == 303
    assert now(app, flag).closed_at == NOW
    page = reviewer.get(url_of(flag)).text
    assert "What doctors found" in page and "Ruled out" in page and "Dr Reid" in page
    assert "alert(1)&lt;/script&gt;" in page and "<script>alert" not in page


@pytest.mark.parametrize(("given", "message"), [
    ({"outcome": ""}, "Choose what came of it."), ({"outcome": "cured"}, "Choose one of those given here."),
    ({"outcome": "other_cause"}, "Which cause was found?"), ({"condition": "x" * 301}, "300 fit"),
    ({"assessed_by": " "}, "Who assessed the client?"), ({"assessed_on": "2027-01-01"}, "still to come"),
    ({"assessed_on": "2026-01-01"}, "after the client told of it"), ({"result": ""}, "What was found?"),
])
def test_an_assessment_that_will_not_do_keeps_what_was_typed(app, reviewer, raised, given, message):
    flag = raised(STOP)
    typed = {"outcome": "other_cause", "condition": "Heartburn <b>", "result": "Typed result", "assessed_by": "Dr Reid"}
    if given == {"outcome": "other_cause"}:
        typed["condition"] = ""

    answer = reviewer.post(url_of(flag, "/assessment"), data=an_assessment(flag, **typed | given))

    assert answer.status_code == 422 and message in answer.text
    kept = (typed | given)
    assert "result" in given or "Typed result</textarea>" in answer.text
    assert "condition" in given or not kept["condition"] or 'value="Heartburn &lt;b&gt;"' in answer.text
    assert "outcome" in given or 'value="other_cause" checked' in answer.text
    assert now(app, flag).closed_at is None


def test_an_open_assessment_leaves_the_stop_and_is_listed(app, reviewer, raised):
    flag = raised(STOP)
    assert "The STOP stands, and the client still has to be seen." in reviewer.get(url_of(flag)).text

    answer = reviewer.post(url_of(flag, "/assessment"), follow_redirects=True,
                           data=an_assessment(flag, outcome="open", result="Sent on to the hospital."))

    assert "the STOP stands" in answer.text and "Still open" in answer.text
    assert "Sent on to the hospital." in answer.text and "Record the assessment" in answer.text
    assert now(app, flag).closed_at is None
    assert standing(app, flag) == {"R01"}


def test_what_was_confirmed_and_treated_enters_the_record(app, reviewer, raised):
    flag = raised(STOP)

    answer = reviewer.post(url_of(flag, "/assessment"), data=an_assessment(flag, outcome="treated"))

    assert answer.status_code == 303
    assert standing(app, flag) == {"R20"}


def test_a_therapist_is_told_who_records_the_assessment(sign_in_as, raised):
    therapist = sign_in_as("therapist")

    page = therapist.get(url_of(raised(STOP, therapist=therapist.staff))).text

    assert "A reviewer records what the doctor found" in page and "Record the assessment" not in page


def test_the_one_answer_behind_a_flag_is_ticked_and_marked_as_entered_in_error(app, reviewer, raised):
    flag = raised(STOP)
    (name,) = answers_of(app, flag)
    given = {"version": str(flag.version), "form_key": "mistake-form-key-1", "answers": name}

    page = reviewer.get(url_of(flag)).text
    assert f'value="{name}" checked' in page and "Chest pain: yes – intake of 23 November 2026" in page
    refused = reviewer.post(url_of(flag, "/entered-in-error"), data=given)
    assert refused.status_code == 422 and "Write what was wrong." in refused.text
    assert 'href="#mistake-reason"' in refused.text and f'value="{name}" checked' in refused.text
    answer = reviewer.post(url_of(flag, "/entered-in-error"), data=given | {"reason": "Another client's form."})

    assert answer.status_code == 303 and "sign_chest_pain" not in answer.location
    assert now(app, flag).state == "entered_in_error"
    page = reviewer.get(url_of(flag)).text
    assert "Another client" in page and "Chest pain: yes – intake of 23 November 2026" in page
    assert standing(app, flag) == set()


def test_of_several_answers_none_is_ticked_and_those_left_still_count(app, reviewer, raised):
    flag = raised(STOP | {"sign_coughing_blood": "yes"})
    names = answers_of(app, flag)
    chest = [name for name in names if "chest" in name]
    assert (len(chest), len(names)) == (1, 2)
    given = {"version": str(flag.version), "form_key": "mistake-form-key-2", "reason": "A slip."}

    page = reviewer.get(url_of(flag)).text
    assert not re.search(r'name="answers" value="[^"]*" checked', page)
    assert "Coughing blood: yes – intake of 23 November 2026" in page
    refused = reviewer.post(url_of(flag, "/entered-in-error"), data=given)
    assert refused.status_code == 422 and "Which answer was entered in error?" in refused.text
    assert "A slip.</textarea>" in refused.text
    answer = reviewer.post(url_of(flag, "/entered-in-error"), data=given | {"answers": chest})

    assert answer.status_code == 303
    assert now(app, flag).state == "entered_in_error"
    page = reviewer.get(url_of(flag)).text
    assert "Chest pain: yes" in page and "Coughing blood: yes – intake" not in page
    with app.app_context():
        (left,) = flags.flags_of_client(flag.client_id)
        assert (left.rule, len(left.finding.answers), left.id == flag.id) == ("R01", 1, False)


def test_an_answer_that_is_not_behind_the_flag_cannot_be_withdrawn_there(app, reviewer, raised):
    flag = raised(STOP | {"bruises_easily": "yes"})

    answer = reviewer.post(url_of(flag, "/entered-in-error"), data={
        "version": str(flag.version), "form_key": "mistake-form-key-3", "reason": "A slip.",
        "answers": [f"intake-{flag.intake_id} bruises_easily=yes", "<script>alert(1)</script>"]})

    assert answer.status_code == 422 and "Which answer" in answer.text and "<script>alert" not in answer.text
    assert now(app, flag).closed_at is None


def test_an_assessment_entered_in_error_brings_the_stop_back(app, reviewer, raised):
    stop = raised(STOP)
    reviewer.post(url_of(stop, "/assessment"), data=an_assessment(stop, outcome="treated"))
    with app.app_context():
        (held,) = flags.flags_of_client(stop.client_id)

    page = reviewer.get(url_of(held)).text
    assert "Confirmed and treated – assessment of 23 November 2026" in page
    reviewer.post(url_of(held, "/entered-in-error"), data={
        "version": str(held.version), "form_key": "mistake-form-key-4", "reason": "Another client.",
        "answers": answers_of(app, held)})

    assert standing(app, stop) == {"R01"}


def test_an_unrecognised_medicine_is_named_from_its_flag(app, reviewer, raised):
    flag = raised({"medicines_any": "yes", "medicines": [{"text": "zzyqwort"}]})
    assert flag.rule == "R69"

    answer = reviewer.post(url_of(flag, "/medicine"),
                           data={"form_key": "naming-form-key-1", "text": "zzyqwort", "answer": "warfarin"})

    assert answer.status_code == 303
    with app.app_context():
        assert [each.rule for each in flags.flags_of_client(flag.client_id)] == ["R46"]


def test_a_therapist_sees_their_own_clients_flag_and_decides_nothing(app, sign_in_as, raised):
    therapist = sign_in_as("therapist")
    own, other = raised(CAUTION, therapist=therapist.staff), raised(CAUTION)

    page = therapist.get(url_of(own))

    assert page.status_code == 200 and "Record the decision" not in page.text
    assert therapist.post(url_of(own, "/review"), data=a_decision(own)).status_code == 403
    assert therapist.get(url_of(other)).status_code == 404
    assert therapist.post(url_of(other, "/letter.pdf")).status_code == 404
    assert therapist.post(f"/clients/{other.client_id}/stop.pdf").status_code == 404
    listed = therapist.get("/flags").text
    assert url_of(own) in listed and url_of(other) not in listed


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999", "-1", "x", "1.5"])
def test_an_unknown_flag_is_a_page_with_a_way_on(reviewer, number):
    answer = reviewer.get(f"/flags/{number}")

    assert answer.status_code == 404
    assert 'href="/"' in answer.text


def test_a_flag_asks_the_database_no_more_with_a_longer_history(app, reviewer, raised):
    flag = raised(CAUTION)
    reviewer.get(url_of(flag))
    few = statements_of(app, lambda: reviewer.get(url_of(flag)))
    with app.app_context():
        by = a_staff("reviewer")
        for turn in range(6):
            flags.review_flag(flag.id, decision=Decision.AGREED, reason="", version=flags.flag_of(flag.id).version,
                              key=f"turn-{turn}-{next(_keys)}", by=by, at=NOW)

    assert statements_of(app, lambda: reviewer.get(url_of(flag))) == few


def test_the_papers_come_as_downloads_that_name_nobody(reviewer, raised):
    flag = raised(STOP, given_name="Marta", family_name="Secret")

    for url in (url_of(flag, "/letter.pdf"), f"/clients/{flag.client_id}/stop.pdf"):
        answer = reviewer.post(url)
        assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF-")
        assert "Secret" not in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_where_the_doctor_may_not_be_asked_no_letter_is_printed(reviewer, raised):
    flag = raised(HOLD, doctor_may_be_asked="no")

    answer = reviewer.post(url_of(flag, "/letter.pdf"), follow_redirects=True)

    assert "may not be asked" in answer.text


def test_reading_deciding_and_printing_are_in_the_trail(app, reviewer, raised, sign_in_as):
    flag = raised(HOLD, doctor_may_be_asked="yes")
    reviewer.get(url_of(flag))
    reviewer.post(url_of(flag, "/review"), data=a_decision(flag))
    reviewer.post(url_of(flag, "/letter.pdf"))

    with app.app_context():
        mine = db.session.scalars(select(AuditEntry.action).where(
            AuditEntry.subject_type == "flag", AuditEntry.subject_id == flag.id,
            AuditEntry.client_id == flag.client_id, AuditEntry.by_id == reviewer.staff.id,
        ).order_by(AuditEntry.id)).all()
    assert mine == ["flag.read", "flag.review", "flag.letter"]
