"""Words told elsewhere (R75): asked before signing, at the next start and in the note's queue, on both databases."""

from datetime import timedelta
from itertools import count

import pytest

from intake.clinical.questionnaire.visit import VISIT_QUESTIONS
from intake.records.database import db
from intake.records.visits import Visit
from intake.services import adverse_events, drafts, flags, note_remarks, remarks, rescreening, visits
from intake.services.errors import InvalidInput, VisitBlocked
from intake.services.visit_openings import opening_of
from intake.services.visits import SoapNote
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import KNOWN, an_intake, some_answers

TODAY = NOW.date()
BEFORE = NOW - timedelta(days=20)
NO_TO_ALL = {question.name: "no" for question in VISIT_QUESTIONS}
SWOLLEN = "my right calf has been swollen and warm since Friday"
_keys = count(1)


def a_key():
    return f"remark-form-key-{next(_keys):04}"


@pytest.fixture
def ann(each_database):
    """A therapist."""
    return a_staff()


@pytest.fixture
def client(ann):
    """A client of hers."""
    return a_client(therapist=ann, sex="F")


def asked_of_draft(client, **given):
    """What a draft with these answers asks, by kind."""
    found = remarks.remarks_of_draft(client, answers=some_answers(**KNOWN | given), said_on=TODAY, on=TODAY)
    return {each.kind: each for each in found if each.is_open}


def row(kind, part, answer, field="reason"):
    return {"field": field, "kind": kind, "part": part, "answer": answer}


def begin(client, ann, *, at=NOW, answered=(), reason="", **given):
    questions = NO_TO_ALL | given | ({"remarks": list(answered)} if answered else {})
    return visits.begin_visit(client.id, questions=questions, key=a_key(), by=ann, at=at, on=at.date(),
                              unasked_reason=reason)


def begun_before_the_rule(client, ann, at=BEFORE, reason="", **note):
    """A recorded visit as an earlier version left it: nobody asked about its words."""
    visit = begin(client, ann, at=at, reason=reason)
    visit.questions = {key: value for key, value in visit.questions.items() if key != "remarks"}
    for field, text in note.items():
        setattr(visit, field, text)
    visit.state, visit.recorded_at, visit.recorded_by_id = visits.RECORDED, at, ann.id
    db.session.commit()
    return visit


def record(visit, ann, *, at=NOW, **note):
    return visits.record_visit(visit.id, SoapNote(**note), version=visit.version, key=a_key(), by=ann, at=at)


def r75(client, closed=False):
    return [each for each in flags.flags_of_client(client.id, closed=closed) if each.rule == "R75"]


def test_signing_names_the_field_that_holds_the_words(client, ann):
    with pytest.raises(InvalidInput) as refused:
        an_intake(client, by=ann, reason=SWOLLEN)

    assert set(refused.value.problems) == {"reason"}
    assert SWOLLEN in refused.value.problems["reason"]


def test_no_not_so_is_kept_with_the_form_and_lets_it_be_signed(client, ann):
    part = asked_of_draft(client, reason=SWOLLEN)["sign"].part
    answered = [row("sign", part, "no")]

    signed = an_intake(client, by=ann, reason=SWOLLEN, remarks=answered)

    assert signed.answers["remarks"] == answered
    assert signed.answers["reason"] == SWOLLEN


def test_yes_goes_on_asking_until_its_own_field_says_so(client):
    part = asked_of_draft(client, goals="get off the warfarin one day")["medicine"].part
    yes = {"goals": "get off the warfarin one day", "remarks": [row("medicine", part, "yes", "goals")]}

    assert asked_of_draft(client, **yes)["medicine"].answer == "yes"
    assert asked_of_draft(client, **yes, medicines_any="yes", medicines=[{"text": "warfarin"}]) == {}


def test_changed_words_ask_anew(client):
    part = asked_of_draft(client, reason=SWOLLEN)["sign"].part
    answered = [row("sign", part, "no")]

    assert asked_of_draft(client, reason=SWOLLEN, remarks=answered) == {}
    assert "sign" in asked_of_draft(client, reason=f"{SWOLLEN} and worse", remarks=answered)


@pytest.mark.parametrize("words, kind, own", [
    ("I take apixaban every morning", "medicine", {"medicines": [{"text": "Eliquis 5 mg"}], "medicines_any": "yes"}),
    ("had a clot in my leg once", "clot", {"condition_dvt": "past"}),
    ("my sister had a DVT", "clot", {"family_clot": "yes"}),
    ("knee replaced three weeks ago", "operation",
     {"operations": [{"what": "new knee", "date": "3 weeks ago"}], "operations_any": "yes"}),
    ("gave birth six weeks ago", "birth", {"births": [{"date": "October"}], "births_any": "yes"}),
    ("I am twelve weeks pregnant", "pregnancy", {"pregnant": "yes"}),
    ("I am having chemotherapy for breast cancer", "cancer", {"condition_cancer": "now"}),
    ("my left calf is swollen", "sign", {"sign_leg_swelling": "left"}),
])
def test_what_stands_in_its_own_field_asks_nothing(client, words, kind, own):
    assert kind in asked_of_draft(client, health_notes=words)
    assert kind not in asked_of_draft(client, health_notes=words, **own)


@pytest.mark.parametrize("words, kind, other", [
    ("I take apixaban every morning", "medicine", {"medicines": [{"text": "paracetamol"}], "medicines_any": "yes"}),
    ("my sister had a DVT", "clot", {"condition_dvt": "past"}),
    ("knee replaced three weeks ago", "operation",
     {"operations": [{"what": "new knee", "date": "2019"}], "operations_any": "yes"}),
    ("my left calf is swollen", "sign", {"sign_coughing_blood": "yes"}),
    ("my left calf is swollen", "sign", {"sign_leg_swelling": "no"}),
])
def test_something_else_in_that_field_or_a_plain_no_settles_nothing(client, words, kind, other):
    assert kind in asked_of_draft(client, health_notes=words, **other)


def test_what_earlier_forms_and_visits_told_counts_as_its_own_field(client, ann):
    an_intake(client, by=ann, at=BEFORE, medicines_any="yes", medicines=[{"text": "apixaban"}])

    assert "medicine" not in asked_of_draft(client, medicines_any="", goals="I take apixaban every morning")


def test_what_a_blood_thinner_is_for_has_its_own_question_and_what_another_medicine_is_for_is_read(client):
    thinner = {"medicines_any": "yes", "medicines": [{"text": "apixaban", "reason": "a clot in my leg"}]}
    harmless = {"medicines_any": "yes", "medicines": [{"text": "paracetamol", "reason": "a clot in my leg"}]}

    assert asked_of_draft(client, **thinner) == {}
    assert asked_of_draft(client, **harmless)["clot"].words.place == "medicines-0-reason"


def test_behind_what_is_settled_another_of_the_same_kind_is_asked(client):
    words = "I take apixaban. My doctor added prednisolone last week."

    asked = asked_of_draft(client, health_notes=words, medicines_any="yes", medicines=[{"text": "apixaban"}])

    assert "prednisolone" in asked["medicine"].part


def test_a_stored_form_is_asked_at_the_next_start_which_waits_for_it(client, ann):
    intake = an_intake(client, by=ann, at=BEFORE)
    told = intake.answers | {"goals": "get off the warfarin one day"}
    db.session.execute(db.update(type(intake)).values(answers=told))
    db.session.commit()
    [asked] = opening_of(client, on=TODAY).remarks

    with pytest.raises(VisitBlocked) as refused:
        begin(client, ann)

    assert [each.rule for each in refused.value.asks] == ["R75"] and not refused.value.flags
    assert refused.value.asks[0].questions == (asked.question,)
    assert begin(client, ann, answered=[asked.answered("no")]).state == visits.BEGUN
    assert r75(client, closed=True) == []


def test_no_reason_in_writing_begins_a_visit_over_an_unanswered_remark(client, ann):
    an_intake(client, by=ann, at=BEFORE, operations_any="")
    begun_before_the_rule(client, ann, subjective="left calf swollen and hot", reason="She was in a hurry.")

    with pytest.raises(VisitBlocked) as refused:
        begin(client, ann, reason="She was in a hurry.")

    assert [each.rule for each in refused.value.asks] == ["R75"]


def test_a_correction_keeps_the_answers_of_the_form_that_it_corrects(client, ann):
    part = asked_of_draft(client, reason=SWOLLEN)["sign"].part
    signed = an_intake(client, by=ann, reason=SWOLLEN, remarks=[row("sign", part, "no")])

    draft = drafts.start_correction(signed.id, by=ann, at=NOW)

    assert draft.answers["remarks"] == [row("sign", part, "no")]
    an_intake(client, by=ann, corrects=signed, reason=SWOLLEN, remarks=draft.answers["remarks"])


def test_what_a_doctor_wrote_and_what_came_up_after_a_visit_are_asked_at_the_next_start(client, ann):
    an_intake(client, by=ann, at=BEFORE)
    visit = begin(client, ann, at=BEFORE)
    record(visit, ann, at=BEFORE)
    report = adverse_events.EventReport("bruise", BEFORE.date(), "calf", "left", large="no",
                                        words="she is on apixaban, it turns out")
    adverse_events.record_adverse_event(client.id, visit_id=visit.id, report=report, key=a_key(), by=ann, at=BEFORE,
                                        on=BEFORE.date())

    assert [(each.kind, each.words.field) for each in opening_of(client, on=TODAY).remarks] == [
        ("medicine", "adverse_event.words")]


def test_stored_words_raise_no_flag_by_a_re_screening(client, ann):
    an_intake(client, by=ann, at=BEFORE)
    begun_before_the_rule(client, ann, subjective="left calf swollen and hot")

    for _ in range(2):
        assert sum(done.changed for done in rescreening.rescreen(on=TODAY, at=NOW)) == 0

    assert flags.flags_of_client(client.id) == []


def test_a_note_of_before_the_rule_is_asked_at_the_next_start(client, ann):
    an_intake(client, by=ann, at=BEFORE)
    begun_before_the_rule(client, ann, subjective="left calf swollen and hot")

    [asked] = opening_of(client, on=TODAY).remarks

    assert (asked.kind, asked.words.field, asked.words.on) == ("sign", "subjective", BEFORE.date())
    with pytest.raises(VisitBlocked):
        begin(client, ann)


def test_a_yes_at_a_start_is_written_into_its_question_and_screened(client, ann):
    an_intake(client, by=ann, at=BEFORE)
    begun_before_the_rule(client, ann, subjective="left calf swollen and hot")
    [asked] = opening_of(client, on=TODAY).remarks

    with pytest.raises(VisitBlocked) as refused:
        begin(client, ann, answered=[asked.answered("yes")], asked_limb="yes", sign_leg_swelling="left")

    assert [flag.rule for flag in refused.value.flags] == ["R02"]
    assert "R75" not in [each.rule for each in refused.value.asks]


def test_once_a_visit_has_asked_older_words_are_read_no_more(client, ann, monkeypatch):
    an_intake(client, by=ann, at=BEFORE)
    begun_before_the_rule(client, ann, subjective="left calf swollen and hot")
    [asked] = opening_of(client, on=TODAY).remarks
    record(begin(client, ann, answered=[asked.answered("no")]), ann, subjective="stiff neck")
    read = []
    monkeypatch.setattr("intake.clinical.history.remarks.remarks_in", lambda text, **how: read.append(text) or [])

    opening_of(client, on=TODAY)

    assert read == ["stiff neck"]


def test_saving_a_note_is_never_held_up_and_a_sign_left_in_a_record_waits_the_same_day(client, ann):
    an_intake(client, by=ann, at=BEFORE)
    visit = begin(client, ann)

    saved = visits.save_note(visit.id, SoapNote(subjective="left calf swollen and hot"), version=visit.version, by=ann,
                             at=NOW)
    assert r75(client) == []
    recorded = record(saved, ann, subjective="left calf swollen and hot")

    [flag] = r75(client)
    assert recorded.state == visits.RECORDED
    assert (flag.waiting_since, flag.tier, flag.finding.evidence[0].words) == (NOW, 1, "left calf swollen and hot")


def test_a_remark_of_another_kind_waits_for_the_next_start_and_in_no_queue(client, ann):
    an_intake(client, by=ann, at=BEFORE)
    record(begin(client, ann), ann, subjective="went on prednisolone last week")

    assert r75(client) == []
    assert [each.kind for each in opening_of(client, on=TODAY).remarks] == ["medicine"]


def test_answering_closes_the_flag_by_its_log_and_deletes_nothing(client, ann):
    an_intake(client, by=ann, at=BEFORE)
    visit = record(begin(client, ann), ann, subjective="left calf swollen and hot")
    [asked] = remarks.remarks_of_note(visit, on=TODAY).open

    note_remarks.answer_remarks(visit.id, [asked.answered("no")], by=ann, at=NOW)

    [flag] = r75(client, closed=True)
    assert [line.event.step for line in flags.history_of(flag.id)] == ["raised", "lapsed"]
    assert db.session.get(Visit, visit.id).subjective == "left calf swollen and hot"
    assert opening_of(client, on=TODAY).remarks[0].answer == "no"


def test_a_yes_alone_keeps_the_flag_and_a_form_that_tells_the_sign_closes_it(client, ann):
    an_intake(client, by=ann, at=BEFORE)
    visit = record(begin(client, ann), ann, subjective="left calf swollen and hot")
    [asked] = remarks.remarks_of_note(visit, on=TODAY).open

    note_remarks.answer_remarks(visit.id, [asked.answered("yes")], by=ann, at=NOW)
    assert r75(client)

    an_intake(client, by=ann, at=NOW, sign_leg_swelling="left")
    assert r75(client) == []
    assert "R02" in {each.rule for each in flags.flags_of_client(client.id)}


def test_an_answer_given_with_the_note_raises_nothing(client, ann):
    an_intake(client, by=ann, at=BEFORE)
    visit = begin(client, ann)
    note = SoapNote(subjective="left calf swollen and hot")
    saved = visits.save_note(visit.id, note, version=visit.version, by=ann, at=NOW)
    [asked] = remarks.remarks_of_note(saved, on=TODAY).open

    visits.record_visit(saved.id, note, version=saved.version, key=a_key(), by=ann, at=NOW,
                        answered=[asked.answered("no")])

    assert r75(client, closed=True) == []


def test_what_is_added_to_a_record_is_read_as_well(client, ann):
    an_intake(client, by=ann, at=BEFORE)
    visit = record(begin(client, ann), ann, subjective="stiff neck")

    visits.add_to_visit(visit.id, text="rang later: coughing blood since last night", key=a_key(), by=ann, at=NOW)

    assert [flag.finding.evidence[0].matched for flag in r75(client)] == ["perhaps a warning sign"]


def test_a_screening_leaves_the_flag_as_it_stands(client, ann):
    an_intake(client, by=ann, at=BEFORE)
    record(begin(client, ann), ann, subjective="left calf swollen and hot")

    for _ in range(2):
        list(rescreening.rescreen(on=TODAY + timedelta(days=1), at=NOW + timedelta(days=1)))

    assert [flag.state for flag in r75(client)] == ["raised"]


def test_what_was_answered_on_the_form_is_not_asked_again_in_the_note_that_begins_with_its_words(client, ann):
    part = asked_of_draft(client, reason=SWOLLEN)["sign"].part
    an_intake(client, by=ann, at=BEFORE, reason=SWOLLEN, remarks=[row("sign", part, "no")])

    record(begin(client, ann), ann, subjective=f"{SWOLLEN}\nto sleep well")

    assert r75(client) == []


def test_the_same_words_on_a_later_form_are_asked_again(client, ann):
    part = asked_of_draft(client, reason=SWOLLEN)["sign"].part
    an_intake(client, by=ann, at=BEFORE, reason=SWOLLEN, remarks=[row("sign", part, "no")])

    assert "sign" in asked_of_draft(client, reason=SWOLLEN)
