"""Signing an intake: kept for good, screened at once, once however often it is sent."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.flags import Flag
from intake.records.intakes import Intake, ScreeningRun
from intake.services import drafts, intakes, screening
from intake.services.errors import AlreadyDone, RecordNotFound, StaleRecord
from tests import on_file
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import a_draft, an_intake, some_answers


def sign(client, by, **changed):
    values = {
        "answers": some_answers(reason="knee"), "signed_name": "", "signer_relation": "self",
        "signing_note": "", "signature": None, "signed_on": NOW.date(),
        "consent_version": "1", "corrects_id": None, "key": "a-key-of-its-own", "by": by, "at": NOW,
    }
    return intakes.sign_intake(client.id, **values | changed)


def how_many(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_signed_intake_is_kept_word_for_word_with_its_signature(each_database):
    strokes = [[[0, 0], [10, 1000]]]

    intake = sign(a_client(), a_staff(), answers=some_answers(reason="\u202eknee <i>"), signature=strokes)
    db.session.expire_all()

    kept = intakes.intake_of(intake.id)
    assert kept.answers["reason"] == "\u202eknee <i>"
    assert kept.signature == strokes
    assert kept.signed_on == NOW.date()


def test_signing_screens_and_raises_flags_in_the_same_transaction(each_database):
    client = a_client()
    a_client()

    intake = sign(client, a_staff(), answers=some_answers(sign_chest_pain="yes"))

    run = db.session.scalars(select(ScreeningRun)).one()
    assert (run.intake_id, run.client_id, run.occasion) == (intake.id, client.id, "intake")
    assert client.id in db.session.scalars(select(Flag.client_id)).all()


def test_where_screening_fails_nothing_is_kept(each_database, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("screening failed")

    staff, client = a_staff(), a_client()
    a_draft(client, by=staff, reason="knee")
    monkeypatch.setattr(screening, "screen_client", fail)

    with pytest.raises(RuntimeError):
        sign(client, staff)
    db.session.rollback()

    assert how_many(Intake) == 0
    assert drafts.draft_of(client.id) is not None


def test_an_intake_without_findings_is_still_a_screening_on_record(each_database):
    sign(a_client(), a_staff(), answers=some_answers(reason="knee"))

    assert how_many(ScreeningRun) == 1


def test_signing_uses_the_draft_up(each_database):
    staff, client, other = a_staff(), a_client(), a_client()
    draft = a_draft(client, by=staff, reason="knee")
    a_draft(other, by=staff, reason="noise")

    sign(client, staff, draft_version=draft.version)

    assert drafts.draft_of(client.id) is None
    assert drafts.draft_of(other.id) is not None


def test_a_draft_that_somebody_changed_meanwhile_is_not_signed_over(each_database):
    staff, client = a_staff(), a_client()
    begun = a_draft(client, by=staff, reason="knee").version
    drafts.save_draft(client.id, answers=some_answers(reason="hip"), version=begun, by=a_staff(), at=NOW)

    with pytest.raises(StaleRecord) as stale:
        sign(client, staff, draft_version=begun)

    assert stale.value.current.answers["reason"] == "hip"
    assert how_many(Intake) == 0


def test_a_form_sent_twice_is_stored_once(each_database):
    staff, client = a_staff(), a_client()
    first = sign(client, staff)

    with pytest.raises(AlreadyDone) as done:
        sign(client, staff)

    assert (done.value.subject_type, done.value.subject_id) == ("intake", first.id)
    db.session.rollback()
    assert how_many(Intake) == 1


def test_a_correction_names_the_intake_it_corrects_and_leaves_it_alone(each_database):
    staff, client = a_staff(), a_client()
    first = sign(client, staff, answers=some_answers(reason="knee"))

    second = sign(client, staff, answers=some_answers(reason="hip"), corrects_id=first.id, key="another-key-here")

    assert intakes.correction_of(first.id) == second.id
    assert intakes.intake_of(first.id).answers["reason"] == "knee"
    assert screening.standing_intake(client.id).id == second.id


def test_an_intake_of_somebody_else_cannot_be_corrected_here(each_database):
    staff = a_staff()
    other = sign(a_client(), staff)

    with pytest.raises(RecordNotFound):
        sign(a_client(), staff, corrects_id=other.id, key="another-key-here")


def test_intakes_come_newest_first_and_only_of_this_client(each_database):
    staff, client = a_staff(), a_client()
    an_intake(a_client(), by=staff)
    old = an_intake(client, by=staff, at=NOW - timedelta(days=90))
    new = an_intake(client, by=staff)

    assert [each.id for each in on_file.intakes_of(client.id)] == [new.id, old.id]


def test_signing_is_in_the_trail_without_words_about_the_person(each_database):
    staff, client = a_staff(), a_client()

    intake = sign(client, staff)

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "intake.sign")).one()
    assert (entry.subject_id, entry.client_id, entry.by_id, entry.detail) == (intake.id, client.id, staff.id, None)


def test_an_unknown_intake_is_not_found(each_database):
    with pytest.raises(RecordNotFound):
        intakes.intake_of(1)
