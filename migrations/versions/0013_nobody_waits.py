"""nobody waits in silence"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step: each request knows since when its youth waits, and when somebody is reminded."""
    op.add_column('team', sa.Column('next_answer_hours', sa.Integer(), server_default='4', nullable=False))
    op.add_column('team', sa.Column('alert_hours', sa.Integer(), server_default='12', nullable=False))
    op.add_column('mentor', sa.Column('absent_told_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('ticket', sa.Column('waits_level', sa.Integer(), server_default='0', nullable=False))
    for name in ('youth_waits_since', 'waits_next_at', 'waits_alert_at'):
        op.add_column('ticket', sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    for column, index in (('waits_next_at', 'ix_ticket_waits'), ('waits_alert_at', 'ix_ticket_waits_alert')):
        where = sa.text(f'{column} IS NOT NULL')
        op.create_index(index, 'ticket', [column], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Take it back."""
    op.drop_index('ix_ticket_waits_alert', 'ticket')
    op.drop_index('ix_ticket_waits', 'ticket')
    for name in ('waits_alert_at', 'waits_next_at', 'youth_waits_since', 'waits_level'):
        op.drop_column('ticket', name)
    op.drop_column('mentor', 'absent_told_at')
    op.drop_column('team', 'alert_hours')
    op.drop_column('team', 'next_answer_hours')
