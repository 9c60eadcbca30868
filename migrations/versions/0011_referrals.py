"""referrals that are closed"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    """Take the step."""
    op.add_column(
        'team', sa.Column('referral_days', sa.Integer(), nullable=False, server_default='14')
    )
    op.add_column(
        'service', sa.Column('unanswered', sa.Integer(), nullable=False, server_default='0')
    )
    op.create_table(
        'referral',
        sa.Column('id', BIG, nullable=False),
        sa.Column('ticket_id', BIG, nullable=False),
        sa.Column('service_id', BIG, nullable=True),
        sa.Column('mentor_id', BIG, nullable=True),
        sa.Column('why', sa.LargeBinary(), nullable=True),
        sa.Column('state', sa.String(length=32), nullable=False),
        sa.Column('ticked', sa.JSON(), nullable=False),
        sa.Column('sheet', sa.LargeBinary(), nullable=True),
        sa.Column('offered_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('ask_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('answer', sa.String(length=32), nullable=True),
        sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['ticket_id'], ['ticket.id'], name='fk_referral_ticket_id_ticket', ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['service_id'], ['service.id'], name='fk_referral_service_id_service', ondelete='SET NULL'
        ),
        sa.ForeignKeyConstraint(
            ['mentor_id'], ['mentor.id'], name='fk_referral_mentor_id_mentor', ondelete='SET NULL'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_referral'),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_referral_ticket_id', 'referral', ['ticket_id'])
    op.create_index('ix_referral_service_id', 'referral', ['service_id'])
    due = sa.text('ask_at IS NOT NULL')
    op.create_index(
        'ix_referral_ask', 'referral', ['ask_at'], sqlite_where=due, postgresql_where=due
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('referral')
    op.drop_column('service', 'unanswered')
    op.drop_column('team', 'referral_days')
