"""Name who acted in each record: a member of staff or one of Intake's own jobs, and exactly one of them"""

from contextlib import nullcontext

import sqlalchemy as sa
from alembic import op

from intake.records.database import append_only_lifted

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Each table with the column that named a member of staff so far.
TABLES = (
    ("audit_entries", "by_id"),
    ("flag_events", "by_id"),
    ("screening_runs", "by_id"),
    ("intakes", "taken_by_id"),
    ("intake_drafts", "saved_by_id"),
    ("medicine_answers", "by_id"),
    ("form_keys", "staff_id"),
)
GUARDED = ("audit_entries", "flag_events")
# What stood there without a person. Only a re-screening ever moved a flag, or screened, for nobody; the trail also has
# refused sign-ins, and says by the action which it was.
JOBS = {
    "audit_entries": "CASE action WHEN 'clients.rescreen' THEN 'rescreen' WHEN 'sign_in.refused' THEN 'sign_in' "
                     "ELSE 'not_recorded' END",
    "flag_events": "'rescreen'",
    "screening_runs": "'rescreen'",
}
EXACTLY_ONE = "(CASE WHEN by_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN by_job IS NULL THEN 0 ELSE 1 END) = 1"


def upgrade() -> None:
    for table, column in TABLES:
        guard = append_only_lifted(op.get_bind(), table) if table in GUARDED else nullcontext()
        with guard:
            name_actor(table, column)


def downgrade() -> None:
    raise NotImplementedError(
        f"There is no way back from step {revision}: put the copy in place that the upgrade made."
    )


def name_actor(table: str, column: str) -> None:
    op.add_column(table, sa.Column("by_job", sa.String(length=20), nullable=True))
    if jobs := JOBS.get(table):
        op.execute(f"UPDATE {table} SET by_job = {jobs} WHERE by_id IS NULL")
    if column != "by_id":
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO by_id")
    # One batch a table: SQLite builds it anew, and once is enough.
    with op.batch_alter_table(table) as batch:
        if column != "by_id":
            batch.drop_constraint(op.f(f"fk_{table}_{column}"), type_="foreignkey")
            batch.create_foreign_key(op.f(f"fk_{table}_by_id"), "staff", ["by_id"], ["id"])
        batch.alter_column("by_id", existing_type=sa.Integer(), nullable=True)
        batch.create_check_constraint(op.f(f"ck_{table}_one_actor"), EXACTLY_ONE)
