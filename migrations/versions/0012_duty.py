"""duty"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step: mentors say when they are there, and a team when it is away."""
    op.add_column('team', sa.Column('caseload', sa.Integer(), server_default='8', nullable=False))
    op.add_column('team', sa.Column('holidays', sa.String(length=8), server_default='yes', nullable=False))
    op.add_column('mentor', sa.Column('languages', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('mentor', sa.Column('topics', sa.JSON(), server_default='[]', nullable=False))
    op.add_column('mentor', sa.Column('room', sa.Integer(), nullable=True))
    for name in ('on_duty_since', 'on_duty_until', 'offered_at'):
        op.add_column('mentor', sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    there = sa.text('on_duty_until IS NOT NULL')
    op.create_index('ix_mentor_duty', 'mentor', ['on_duty_until'], sqlite_where=there, postgresql_where=there)


def downgrade() -> None:
    """Take it back."""
    op.drop_index('ix_mentor_duty', 'mentor')
    for name in ('offered_at', 'on_duty_until', 'on_duty_since', 'room', 'topics', 'languages'):
        op.drop_column('mentor', name)
    op.drop_column('team', 'holidays')
    op.drop_column('team', 'caseload')
