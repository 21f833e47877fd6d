"""A stand-in for step 0002, which is made elsewhere."""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing: the real step takes this place."""


def downgrade():
    """Nothing."""
