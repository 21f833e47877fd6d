"""${message}"""
<%
    # Alembic frames what it wrote by itself with comments of its own.
    def body(text):
        return "\n".join(line for line in (text or "pass").splitlines() if "# ###" not in line).strip()
%>
import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${body(upgrades)}


def downgrade() -> None:
    raise NotImplementedError(
        f"There is no way back from step {revision}: put the copy in place that the upgrade made."
    )
