"""passed on to a colleague, and closed kindly"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column(
        'ticket', sa.Column('not_with', sa.JSON(), server_default='[]', nullable=False)
    )
    op.create_table(
        'handoff',
        sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('from_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('to_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('state', sa.String(length=32), nullable=False),
        sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('agreed_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('until', sa.DateTime(timezone=True), nullable=False),
        sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['ticket_id'], ['ticket.id'], name=op.f('fk_handoff_ticket_id_ticket'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['from_id'], ['mentor.id'], name=op.f('fk_handoff_from_id_mentor'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['to_id'], ['mentor.id'], name=op.f('fk_handoff_to_id_mentor'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_handoff')),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f('ix_handoff_ticket_id'), 'handoff', ['ticket_id'])
    op.create_index(
        'ix_handoff_asked', 'handoff', ['until'],
        sqlite_where=sa.text("state = 'asked'"), postgresql_where=sa.text("state = 'asked'"),
    )
    op.create_table(
        'farewell',
        sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('mentor_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
        sa.Column('outcome', sa.String(length=32), nullable=False),
        sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['ticket_id'], ['ticket.id'], name=op.f('fk_farewell_ticket_id_ticket'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['mentor_id'], ['mentor.id'], name=op.f('fk_farewell_mentor_id_mentor'),
            ondelete='SET NULL',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_farewell')),
        sa.UniqueConstraint('ticket_id', name=op.f('uq_farewell_ticket_id')),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table('farewell')
    op.drop_table('handoff')
    op.drop_column('ticket', 'not_with')
