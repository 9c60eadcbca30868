"""a directory of services"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        'service',
        sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('name', sa.String(length=100), nullable=False),
        sa.Column('kind', sa.String(length=32), nullable=False),
        sa.Column('topics', sa.JSON(), nullable=False),
        sa.Column('age_from', sa.Integer(), nullable=True),
        sa.Column('age_to', sa.Integer(), nullable=True),
        sa.Column('departement', sa.String(length=3), nullable=True),
        sa.Column('country', sa.String(length=2), nullable=False),
        sa.Column('languages', sa.JSON(), nullable=False),
        sa.Column('phone', sa.String(length=30), nullable=True),
        sa.Column('address', sa.String(length=200), nullable=True),
        sa.Column('hours', sa.String(length=120), nullable=True),
        sa.Column('link', sa.String(length=200), nullable=True),
        sa.Column('verified_on', sa.Date(), nullable=False),
        sa.Column('verified_by', sa.String(length=80), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['team_id'], ['team.id'], name='fk_service_team_id_team', ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_service'),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_service_place', 'service', ['team_id', 'country', 'departement'])


def downgrade() -> None:
    """Take it back."""
    op.drop_index('ix_service_place', 'service')
    op.drop_table('service')
