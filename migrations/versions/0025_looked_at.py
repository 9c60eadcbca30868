"""who holds a request is looked for again"""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step: a request knows when its mentor was last seen to be there."""
    op.add_column('ticket', sa.Column('waits_looked_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column('ticket', 'waits_looked_at')
