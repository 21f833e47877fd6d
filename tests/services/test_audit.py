"""Audit: the trail belongs to the act, and is read newest first without gaps."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm.exc import StaleDataError

from intake.records.actors import Job
from intake.records.clinic import Clinic
from intake.records.database import db
from intake.services import audit
from tests.builders import NOW, a_staff


def fill(count: int, **about: Any) -> None:
    for number in range(count):
        audit.note(f"act.{number}", by=about.get("by", Job.RESCREEN), at=NOW, client_id=about.get("client_id"))
    db.session.commit()


def test_a_note_is_lost_with_the_act(each_database: Flask) -> None:
    audit.note("never.happened", by=a_staff(), at=NOW)
    db.session.rollback()

    assert list(audit.page().entries) == []


def test_the_trail_is_read_in_pages_newest_first_without_gaps(each_database: Flask) -> None:
    fill(audit.PAGE * 2 + 3)
    seen: list[str] = []
    before = None

    while True:
        page = audit.page(before=before)
        seen += [entry.action for entry, _ in page.entries]
        before = page.before
        if before is None:
            break

    assert seen == [f"act.{number}" for number in reversed(range(audit.PAGE * 2 + 3))]


def test_a_full_last_page_ends_the_trail(each_database: Flask) -> None:
    fill(audit.PAGE)

    assert audit.page().before is None


def test_the_trail_of_one_client_and_of_one_member_of_staff(each_database: Flask) -> None:
    staff = a_staff(name="Ann Lee")
    fill(3, client_id=1)
    fill(2, client_id=2, by=staff)

    assert [entry.client_id for entry, _ in audit.page(client_id=1).entries] == [1, 1, 1]
    assert [name for _, name in audit.page(staff_id=staff.id).entries] == ["Ann Lee", "Ann Lee"]


def test_that_somebody_saved_first_turns_up_at_the_commit_and_not_at_the_note(each_database: Flask) -> None:
    # There each service looks for it, to tell the second of two writers what stands.
    clinic = db.session.get_one(Clinic, 1)
    with db.session.no_autoflush:
        db.session.execute(update(Clinic).values(version=7), execution_options={"synchronize_session": False})
    clinic.name = "Second"

    audit.note("clinic.amend", by=Job.RESCREEN, at=NOW)

    with pytest.raises(StaleDataError):
        db.session.commit()


def test_each_entry_says_who_acted_and_a_job_in_words(each_database: Flask) -> None:
    for by in (a_staff(name="Ann Lee"), Job.RESCREEN, Job.SIGN_IN):
        audit.note("acted", by=by, at=NOW)
    db.session.commit()

    assert [who for _, who in audit.page().entries] == ["Sign-in page", "Re-screening", "Ann Lee"]
