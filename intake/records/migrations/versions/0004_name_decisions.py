"""Name columns as they are called everywhere else: a decision, the step of a flag, its rank, the last digest."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NAMES = (
    ("flags", "outcome", "decision"),
    ("flags", "prio", "rank"),
    ("flag_events", "outcome", "decision"),
    ("flag_events", "kind", "step"),
    ("ready_facts", "outcome", "last_digest"),
)


def upgrade() -> None:
    # Not by a batch, which would build the tables anew on SQLite: renaming a column moves no row, and indexes follow.
    for table, old, new in NAMES:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")


def downgrade() -> None:
    raise NotImplementedError(
        f"There is no way back from step {revision}: put the copy in place that the upgrade made."
    )
