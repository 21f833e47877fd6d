"""Let the record stand: outcomes, answers withdrawn, what a clearance covers, adverse events, who signed, departures"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from intake.records.database import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# New columns that no row may be without, and what the rows that are there get. What was not asked stays "not asked":
# an assessment of before has no outcome, an intake of before no relation of whoever signed it.
FILLED: tuple[tuple[str, tuple[tuple[str, sa.types.TypeEngine[Any], str], ...]], ...] = (
    ("assessments", (("outcome", sa.String(12), "''"), ("condition", sa.String(300), "''"),
                     ("answers", sa.JSON(), "'[]'"))),
    ("clearances", (("regions", sa.JSON(), "'[]'"), ("techniques", sa.JSON(), "'[]'"))),
    ("medicine_answers", (("reason", sa.String(1000), "''"), ("state", sa.String(10), "'stands'"))),
    ("visits", (("unasked_reason", sa.String(1000), "''"),)),
    ("intakes", (("signer_relation", sa.String(20), "''"), ("signing_note", sa.String(300), "''"))),
    ("clients", (("departure", sa.String(10), "''"),)),
)
STANDING = sa.text("closed_at IS NULL")


def upgrade() -> None:
    for table, columns in FILLED:
        add_filled(table, columns)
    # A clearance of before names no facts and has no limits but in words: it goes on as its rule has it.
    op.add_column("clearances", sa.Column("covers", sa.JSON(), nullable=True))
    op.add_column("clearances", sa.Column("window_ends_on", sa.Date(), nullable=True))
    op.add_column("clearances", sa.Column("pressure_cap", sa.SmallInteger(), nullable=True))
    op.add_column("clients", sa.Column("departed_on", sa.Date(), nullable=True))
    op.add_column("clinic", sa.Column("agree_alone_age", sa.SmallInteger(), nullable=True))
    op.create_index("ix_flags_stops", "flags", ["rank", "raised_at", "id"], sqlite_where=STANDING,
                    postgresql_where=STANDING)
    make_withdrawals()
    make_adverse_events()
    # Flags of an archived client wait for nobody; they wait again when the record is brought back.
    op.execute("UPDATE flags SET waiting_since = NULL WHERE waiting_since IS NOT NULL AND client_id IN "
               "(SELECT id FROM clients WHERE archived_at IS NOT NULL)")


def downgrade() -> None:
    raise NotImplementedError(
        f"There is no way back from step {revision}: put the copy in place that the upgrade made."
    )


def add_filled(table: str, columns: tuple[tuple[str, sa.types.TypeEngine[Any], str], ...]) -> None:
    for name, kind, _ in columns:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    op.execute(f"UPDATE {table} SET {', '.join(f'{name} = {value}' for name, _, value in columns)}")
    # One batch a table: SQLite builds it anew, and once is enough.
    with op.batch_alter_table(table) as batch:
        for name, kind, _ in columns:
            batch.alter_column(name, existing_type=kind, nullable=False)


def make_withdrawals() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("flag_id", sa.Integer(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_withdrawals_client_id")),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.id"], name=op.f("fk_withdrawals_flag_id")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_withdrawals_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawals")),
    )
    op.create_index(op.f("ix_withdrawals_client_id"), "withdrawals", ["client_id"])


def make_adverse_events() -> None:
    op.create_table(
        "adverse_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("region", sa.String(length=40), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=False),
        sa.Column("large", sa.String(length=3), nullable=False),
        sa.Column("unlike_before", sa.String(length=3), nullable=False),
        sa.Column("one_sided", sa.String(length=3), nullable=False),
        sa.Column("course", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_adverse_events_client_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_adverse_events_visit_id")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_adverse_events_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adverse_events")),
    )
    op.create_index(op.f("ix_adverse_events_client_id"), "adverse_events", ["client_id"])
    op.create_index(op.f("ix_adverse_events_visit_id"), "adverse_events", ["visit_id"])
