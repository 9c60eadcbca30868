"""a block knows its request"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column('block', sa.Column('ticket', sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column('block', 'ticket')
