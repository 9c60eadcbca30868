"""follow-up plans and skipped days"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        'follow_up_plan',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('team_id', NUMBER, nullable=False),
        sa.Column('topic', sa.String(length=32), nullable=False),
        sa.Column('days', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ['team_id'], ['team.id'], name='fk_follow_up_plan_team_id_team', ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_follow_up_plan'),
        sa.UniqueConstraint('team_id', 'topic', name='uq_follow_up_plan_team_id_topic'),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'skip_period',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('team_id', NUMBER, nullable=False),
        sa.Column('first_day', sa.Date(), nullable=False),
        sa.Column('last_day', sa.Date(), nullable=False),
        sa.Column('name', sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ['team_id'], ['team.id'], name='fk_skip_period_team_id_team', ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_skip_period'),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_skip_period_team', 'skip_period', ['team_id', 'last_day'])
    op.add_column(
        'check_in', sa.Column('postponed', sa.Integer(), server_default='0', nullable=False)
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_column('check_in', 'postponed')
    op.drop_index('ix_skip_period_team', 'skip_period')
    op.drop_table('skip_period')
    op.drop_table('follow_up_plan')
