"""words on flyers"""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column(
        'campaign', sa.Column('earlier_codes', sa.JSON(), nullable=False, server_default='[]')
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_column('campaign', 'earlier_codes')
