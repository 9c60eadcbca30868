"""outcomes of a team's own"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column('team', sa.Column('outcomes', sa.JSON(), nullable=False, server_default='[]'))
    op.add_column('ticket', sa.Column('ending', sa.String(length=40), nullable=True))
    op.add_column('farewell', sa.Column('ending', sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column('farewell', 'ending')
    op.drop_column('ticket', 'ending')
    op.drop_column('team', 'outcomes')
