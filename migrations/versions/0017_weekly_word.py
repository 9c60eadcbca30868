"""weekly word"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column(
        'team', sa.Column('digest', sa.Boolean(), server_default=sa.true(), nullable=False)
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_column('team', 'digest')
