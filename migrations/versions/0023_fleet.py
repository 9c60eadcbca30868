"""fleet"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        'turn',
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('name', name='pk_turn'),
    )
    op.create_table(
        'rate_window',
        sa.Column('second', sa.BigInteger(), nullable=False),
        sa.Column('granted', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('second', name='pk_rate_window'),
    )
    op.add_column(
        'installation',
        sa.Column('serves_since', sa.String(length=8), nullable=False, server_default='0023'),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_column('installation', 'serves_since')
    op.drop_table('rate_window')
    op.drop_table('turn')
