"""Add the clinic's time zone. A clinic that is set up keeps the zone of its server, which was its zone so far."""

import logging
import time
from zoneinfo import ZoneInfo

import sqlalchemy as sa
import tzlocal
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

log = logging.getLogger("intake")  # what goes to Alembic's own is not shown to whoever upgrades
CLINIC = sa.table("clinic", sa.column("time_zone", sa.String(64)))


def upgrade() -> None:
    op.add_column("clinic", sa.Column("time_zone", sa.String(length=64), nullable=True))
    zone, is_sure = server_zone()
    if op.get_bind().execute(sa.update(CLINIC).values(time_zone=zone)).rowcount:
        why = "that of this machine" if is_sure else "by the machine's clock: the zone's name could not be told"
        log.warning("The clinic goes by the time zone %s, %s. Where the clinic is elsewhere, change it in Settings.",
                    zone, why)
    with op.batch_alter_table("clinic") as batch_op:
        batch_op.alter_column("time_zone", existing_type=sa.String(length=64), nullable=False)


def downgrade() -> None:
    raise NotImplementedError(
        f"There is no way back from step {revision}: put the copy in place that the upgrade made."
    )


def server_zone() -> tuple[str, bool]:
    """The name of this machine's zone, and whether it is sure.

    Where it cannot be told: a zone with the machine's hours from UTC and no summer time, else UTC.
    """
    try:
        name = tzlocal.get_localzone_name() or ""
        tzlocal.assert_tz_offset(ZoneInfo(name))  # the name may be one that the clock does not go by
        return name, True
    except (LookupError, ValueError, OSError):
        hours, rest = divmod(time.timezone, 3600)  # west of UTC, as the names of these zones count too
        return f"Etc/GMT{hours:+d}" if hours and not rest and -14 <= hours <= 12 else "UTC", False
