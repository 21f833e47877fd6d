"""Drafts: kept as typed, one a client, never overwritten by a second writer, never screened as complete."""

import pytest
from sqlalchemy import func, select

from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.flags import Flag
from intake.records.intakes import IntakeDraft, ScreeningRun
from intake.services import drafts, screening
from intake.services.errors import DraftOpen, RecordNotFound, StaleRecord
from intake.services.medicines import NOTHING_ANSWERED
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import a_draft, an_intake, some_answers


def actions() -> list[str]:
    about_drafts = select(AuditEntry.action).where(AuditEntry.action.like("draft.%"))
    return list(db.session.scalars(about_drafts.order_by(AuditEntry.id)))


def test_a_draft_is_kept_as_typed_also_what_cannot_be_signed(each_database):
    staff = a_staff()
    client = a_client()
    noise = a_client()

    a_draft(client, by=staff, reason="<b>knee</b> \u200f😀", pains=[{"now": "11"}])
    a_draft(noise, by=staff, reason="other")
    db.session.expire_all()

    kept = drafts.draft_of(client.id).answers
    assert kept["reason"] == "<b>knee</b> \u200f😀"
    assert kept["pains"] == [{"now": "11"}]


def test_a_draft_raises_no_flag_and_is_not_screened(each_database):
    a_draft(a_client(), by=a_staff(), sign_chest_pain="yes")

    assert db.session.scalar(select(func.count()).select_from(Flag)) == 0
    assert db.session.scalar(select(func.count()).select_from(ScreeningRun)) == 0


def test_saving_goes_on_from_the_version_that_saving_gave(each_database):
    staff = a_staff()
    client = a_client()
    draft = a_draft(client, by=staff, reason="a")
    first = draft.version

    again = drafts.save_draft(client.id, answers=some_answers(reason="b"), version=first, by=staff, at=NOW)

    assert again.version > first
    assert drafts.draft_of(client.id).answers["reason"] == "b"
    assert actions() == ["draft.begin"]


def test_the_second_of_two_writers_gets_the_first_text_and_overwrites_nothing(each_database):
    anna, bo = a_staff(), a_staff()
    client = a_client()
    begun = a_draft(client, by=anna, reason="a").version
    drafts.save_draft(client.id, answers=some_answers(reason="anna"), version=begun, by=anna, at=NOW)

    with pytest.raises(StaleRecord) as stale:
        drafts.save_draft(client.id, answers=some_answers(reason="bo"), version=begun, by=bo, at=NOW)

    assert stale.value.current.answers["reason"] == "anna"
    db.session.expire_all()
    assert drafts.draft_of(client.id).answers["reason"] == "anna"


def test_two_people_who_begin_at_once_do_not_overwrite_each_other(each_database):
    anna, bo = a_staff(), a_staff()
    client = a_client()
    a_draft(client, by=anna, reason="anna")

    with pytest.raises(StaleRecord):
        a_draft(client, by=bo, reason="bo")

    assert drafts.draft_of(client.id).answers["reason"] == "anna"


def test_the_same_text_twice_is_no_clash(each_database):
    staff = a_staff()
    client = a_client()
    draft = a_draft(client, by=staff, reason="a")

    again = drafts.save_draft(client.id, answers=some_answers(reason="a"), version=drafts.NO_DRAFT, by=staff, at=NOW)

    assert (again.id, again.version) == (draft.id, draft.version)


def test_a_page_that_outlived_its_draft_does_not_begin_another_by_itself(each_database):
    staff = a_staff()
    client = a_client()

    with pytest.raises(StaleRecord) as stale:
        drafts.save_draft(client.id, answers=some_answers(reason="a"), version=3, by=staff, at=NOW)

    assert stale.value.current is None
    assert drafts.draft_of(client.id) is None


def test_somebody_else_going_on_with_a_draft_is_in_the_trail(each_database):
    client = a_client()
    draft = a_draft(client, by=a_staff(), reason="a")

    drafts.save_draft(client.id, answers=some_answers(reason="b"), version=draft.version, by=a_staff(), at=NOW)

    assert actions() == ["draft.begin", "draft.continue"]


def test_discarding_leaves_a_line_in_the_trail(each_database):
    staff = a_staff()
    client = a_client()
    draft = a_draft(client, by=staff, reason="a")

    drafts.discard_draft(client.id, version=draft.version, by=staff, at=NOW)

    assert drafts.draft_of(client.id) is None
    assert actions() == ["draft.begin", "draft.discard"]


def test_a_draft_that_was_changed_meanwhile_is_not_discarded(each_database):
    staff = a_staff()
    client = a_client()
    begun = a_draft(client, by=staff, reason="a").version
    drafts.save_draft(client.id, answers=some_answers(reason="b"), version=begun, by=staff, at=NOW)

    with pytest.raises(StaleRecord):
        drafts.discard_draft(client.id, version=begun, by=staff, at=NOW)

    assert drafts.draft_of(client.id) is not None


def test_there_is_nothing_to_discard_where_no_draft_is(each_database):
    with pytest.raises(RecordNotFound):
        drafts.discard_draft(a_client().id, version=1, by=a_staff(), at=NOW)


def test_a_correction_begins_with_the_old_answers_but_not_with_the_old_consent(each_database):
    staff = a_staff()
    client = a_client()
    intake = an_intake(client, by=staff, reason="knee", consent_massage="yes")

    draft = drafts.start_correction(intake.id, by=staff, at=NOW)

    assert draft.corrects_id == intake.id
    assert draft.answers["reason"] == "knee"
    assert "consent_massage" not in draft.answers


def test_a_correction_goes_on_where_it_was_left(each_database):
    staff = a_staff()
    intake = an_intake(a_client(), by=staff, reason="knee")
    first = drafts.start_correction(intake.id, by=staff, at=NOW)

    assert drafts.start_correction(intake.id, by=staff, at=NOW).id == first.id
    assert db.session.scalar(select(func.count()).select_from(IntakeDraft)) == 1


def test_a_correction_waits_while_another_draft_is_open(each_database):
    staff = a_staff()
    client = a_client()
    intake = an_intake(client, by=staff, reason="knee")
    a_draft(client, by=staff, reason="new")

    with pytest.raises(DraftOpen):
        drafts.start_correction(intake.id, by=staff, at=NOW)

    assert drafts.draft_of(client.id).answers["reason"] == "new"


def test_an_unknown_intake_cannot_be_corrected(each_database):
    with pytest.raises(RecordNotFound):
        drafts.start_correction(999, by=a_staff(), at=NOW)


def test_what_a_draft_means_is_worked_out_without_keeping_anything(each_database):
    client = a_client()
    answers = some_answers(medicines=[{"text": "warfarin"}], sign_chest_pain="yes")

    preview = screening.preview(client, answers=answers, own=NOTHING_ANSWERED, said_on=NOW.date(), on=NOW.date())

    assert preview.tier.name == "STOP"
    assert "R46" in [finding.rule for finding in preview.findings]
    assert db.session.scalar(select(func.count()).select_from(Flag)) == 0
