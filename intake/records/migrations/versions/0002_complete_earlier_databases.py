"""Complete databases that an earlier form of step 0001 made

That step was changed in place four times, so a database at step 0001 may have any of five shapes. Looks at what there
is, and touches nothing where nothing is missing.
"""

import re
import unicodedata
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from intake.records.database import guard_append_only, unguarded

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_client_words()
    drop_search_key()
    add_asked_at()
    add_beside()
    add_ready_facts()
    renew_indexes()
    guard_logs()


def downgrade() -> None:
    raise NotImplementedError(
        f"There is no way back from step {revision}: put the copy in place that the upgrade made."
    )


def has_table(table: str) -> bool:
    return sa.inspect(op.get_bind()).has_table(table)


def has_column(table: str, column: str) -> bool:
    return column in {each["name"] for each in sa.inspect(op.get_bind()).get_columns(table)}


def add_client_words() -> None:
    """The words that clients are found by. Without them a client of an earlier day could not be found."""
    if has_table("client_words"):
        return
    word = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")
    words = op.create_table(
        "client_words",
        sa.Column("word", word, nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_client_words_client_id"),
        sa.PrimaryKeyConstraint("word", "client_id", name="pk_client_words"),
    )
    op.create_index("ix_client_words_client_id", "client_words", ["client_id"])
    clients = sa.table("clients", *(
        sa.column(name, kind) for name, kind in (
            ("id", sa.Integer()), ("given_name", sa.String()), ("family_name", sa.String()), ("phone", sa.String()),
            ("birth_date", sa.Date()))
    ))
    for client in op.get_bind().execute(sa.select(clients)).all():
        found_by = {word[:80] for word in words_of(client.given_name, client.family_name, client.phone)}
        op.bulk_insert(words, [
            {"word": word, "client_id": client.id} for word in sorted({*found_by, client.birth_date.isoformat()})
        ])


def drop_search_key() -> None:
    """What clients were to be found by before; nothing ever read it."""
    if has_column("clients", "search_key"):
        op.drop_column("clients", "search_key")


def add_asked_at() -> None:
    """When the questions of a visit were asked. Of an earlier visit that is not known, and stays so."""
    if not has_column("visits", "asked_at"):
        op.add_column("visits", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))


def add_beside() -> None:
    """Whether a member of the care team joined beside the therapist whose client this is."""
    if has_column("care_team", "beside"):
        return
    op.add_column("care_team", sa.Column("beside", sa.Boolean(), nullable=True))
    op.execute(
        "UPDATE care_team SET beside = "
        "(SELECT clients.therapist_id <> care_team.staff_id FROM clients WHERE clients.id = care_team.client_id)"
    )
    with op.batch_alter_table("care_team") as batch:
        batch.alter_column("beside", existing_type=sa.Boolean(), nullable=False)


def add_ready_facts() -> None:
    """Facts kept ready for re-screening. Empty: a client who has none is read from the answers."""
    if has_table("ready_facts"):
        return
    op.create_table(
        "ready_facts",
        sa.Column("client_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("read_by", sa.String(80), nullable=False),
        sa.Column("sources", sa.String(120), nullable=False),
        sa.Column("outcome", sa.String(80), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_ready_facts_client_id"),
        sa.PrimaryKeyConstraint("client_id", name="pk_ready_facts"),
    )


def renew_indexes() -> None:
    """Those that came later, one whose columns changed, and one that another took the place of."""
    put_index("ix_clients_due", "clients", ["next_screening_on", "id"],
              where="archived_at IS NULL AND next_screening_on IS NOT NULL")
    drop_index("ix_clients_next_screening_on", "clients")
    put_index("ix_care_team_beside", "care_team", ["staff_id", "client_id"],
              where="beside = 1" if op.get_bind().dialect.name == "sqlite" else "beside")
    put_index("ix_visits_asked", "visits", ["client_id", "asked_at"])
    put_index("ix_flags_standing", "flags", ["client_id", "closed_at", "id"])
    put_index("ix_flags_waiting", "flags", ["client_id", "prio", "waiting_since", "id", "therapist_id"],
              where="waiting_since IS NOT NULL")


def put_index(name: str, table: str, columns: Sequence[str], *, where: str = "") -> None:
    if columns_of(name, table) == columns:
        return
    drop_index(name, table)
    condition = sa.text(where) if where else None
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


def drop_index(name: str, table: str) -> None:
    if columns_of(name, table) is not None:
        op.drop_index(name, table)


def columns_of(index: str, table: str) -> list[str | None] | None:
    """None where there is no such index."""
    return {each["name"]: each["column_names"] for each in sa.inspect(op.get_bind()).get_indexes(table)}.get(index)


def guard_logs() -> None:
    """The flags' log was not append-only at first."""
    for table in unguarded(op.get_bind(), ("audit_entries", "flag_events")):
        guard_append_only(op.get_bind(), table)


# How names were folded when this step was written. Kept here: what the application does later is no business of a step
# that has run.
PLAINER = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
                         "ħ": "h", "ŧ": "t", "ŋ": "n"})


def words_of(given_name: str, family_name: str, phone: str) -> set[str]:
    """The words of a name, names that a hyphen or apostrophe parts also in one, and any run of digits to the end."""
    name = f"{given_name} {family_name}"
    digits = re.sub(r"\D", "", phone.replace("(0)", ""))
    tails = {digits[start:] for start in range(max(1, len(digits) - 4))} - {""}
    joined, without_apostrophes = re.sub(r"[-'’ʼ`‐‑]", "", name), re.sub(r"['’ʼ`]", "", name)
    return {*parted(name), *parted(joined), *parted(without_apostrophes), *tails}


def parted(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(PLAINER)
    # Below class 10 marks are parts of letters, not accents over them; Cf is invisible.
    kept = (c for c in plain if unicodedata.combining(c) < 10 and unicodedata.category(c) != "Cf")
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in kept).split()
