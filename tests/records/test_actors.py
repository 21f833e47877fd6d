"""Who acted: exactly one of a member of staff and a job, kept by the code and by the database itself."""

import ast
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import insert, inspect
from sqlalchemy.exc import IntegrityError

import intake
from intake.records.actors import JOB_WORDS, Acted, Job, columns_of
from intake.records.audit import AuditEntry
from intake.records.clients import MedicineAnswer
from intake.records.database import db
from intake.records.flags import FlagEvent
from intake.records.form_keys import FormKey
from intake.records.intakes import Intake, IntakeDraft, ScreeningRun
from intake.records.staff import Staff
from tests.builders import NOW, a_staff

TABLES = [AuditEntry, FlagEvent, FormKey, Intake, IntakeDraft, MedicineAnswer, ScreeningRun]
STAFF_ALONE = {
    "adverse_events.by_id", "assessments.recorded_by_id", "clearances.recorded_by_id", "clients.created_by_id",
    "visit_amendments.by_id", "visits.recorded_by_id", "withdrawals.by_id",
}
"""Acts that only a person can answer for."""
WHOSE = {
    "care_team.staff_id", "clients.therapist_id", "flags.therapist_id", "staff_sessions.staff_id",
    "visits.therapist_id",
}
"""Not who acted, but whose it is."""


def a_key(number: int, **who: object) -> None:
    db.session.execute(insert(FormKey.__table__).values(key=f"key {number}", used_at=NOW, **who))
    db.session.commit()


def test_a_row_by_staff_and_a_row_by_a_job_are_kept(each_database: Flask) -> None:
    a_key(1, by_id=a_staff().id)
    a_key(2, by_job="rescreen")

    assert db.session.query(FormKey).count() == 2


@pytest.mark.parametrize("both", [True, False], ids=["both", "nobody"])
def test_the_database_refuses_two_actors_and_none(each_database: Flask, both: bool) -> None:
    who = {"by_id": a_staff().id, "by_job": "rescreen"} if both else {}

    with pytest.raises(IntegrityError, match="one_actor"):
        a_key(1, **who)


def test_the_database_has_the_check_on_each_table(each_database: Flask) -> None:
    checks = inspect(db.engine).get_multi_check_constraints()

    assert {f"ck_{record.__tablename__}_one_actor" for record in TABLES} == {
        str(check["name"]) for found in checks.values() for check in found if "one_actor" in str(check["name"])}


def test_every_column_that_points_at_staff_says_who_acted_or_whose_it_is() -> None:
    pointing = {
        f"{table.name}.{column.name}" for table in db.metadata.sorted_tables for column in table.columns
        if any(key.column.table.name == "staff" for key in column.foreign_keys)
    }

    assert pointing == {f"{record.__tablename__}.by_id" for record in TABLES} | STAFF_ALONE | WHOSE
    assert {mapper.class_ for mapper in db.Model.registry.mappers if issubclass(mapper.class_, Acted)} == set(TABLES)


@pytest.mark.parametrize("nobody", [None, 1, "rescreen", Staff()], ids=["none", "id", "text", "not on record"])
def test_an_act_without_an_actor_is_refused_at_once(nobody: object) -> None:
    with pytest.raises(TypeError, match="an act needs a member of staff on record or a job"):
        columns_of(nobody)
    with pytest.raises(TypeError):
        FormKey(key="key", by=nobody, used_at=NOW)


def test_a_record_cannot_be_made_without_saying_who() -> None:
    with pytest.raises(TypeError, match="by"):
        FormKey(key="key", used_at=NOW)


def test_a_record_knows_who_made_it(database: Flask) -> None:
    ann, ben = a_staff(), a_staff()
    by_ann, by_job = (FormKey(key="key", by=by, used_at=NOW) for by in (ann, Job.RESCREEN))

    assert [by_ann.is_by(each) for each in (ann, ben, Job.RESCREEN)] == [True, False, False]
    assert [by_job.is_by(each) for each in (ann, Job.RESCREEN, Job.SIGN_IN)] == [False, True, False]
    by_job.set_actor(ben)
    assert by_job.is_by(ben) and not by_job.is_by(Job.RESCREEN)


def test_every_job_has_words_and_fits_its_column() -> None:
    assert set(Job) <= set(JOB_WORDS)
    assert max(map(len, JOB_WORDS)) <= AuditEntry.__table__.c.by_job.type.length


def test_no_act_is_by_nobody() -> None:
    by_nobody = [
        f"{path.name}:{node.value.lineno}"
        for path in Path(intake.__file__).parent.rglob("*.py") for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.keyword) and node.arg == "by"
        and isinstance(node.value, ast.Constant) and node.value.value is None
    ]

    assert by_nobody == []
