"""nothing lost"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table('taken_press',
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_taken_press'))
    )
    with op.batch_alter_table('taken_press', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_taken_press_taken_at'), ['taken_at'], unique=False)

    op.create_table('held_message',
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('youth_id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.Column('attachments', sa.JSON(), nullable=False),
    sa.Column('left_out', sa.String(length=80), nullable=True),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['youth_id'], ['youth.id'], name=op.f('fk_held_message_youth_id_youth'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_held_message'))
    )
    with op.batch_alter_table('held_message', schema=None) as batch_op:
        batch_op.create_index('ix_held_message_youth', ['youth_id', 'id'], unique=False)

    op.create_table('picture',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('message_id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('attachment_id', sa.BigInteger(), nullable=True),
    sa.Column('image', sa.LargeBinary(), nullable=True),
    sa.Column('problem', sa.String(length=20), nullable=True),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_picture_message_id_message'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_picture')),
    sa.UniqueConstraint('message_id', 'position', name=op.f('uq_picture_message_id_position'))
    )
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.add_column(sa.Column('left_out', sa.String(length=80), nullable=True))
        batch_op.create_index('ix_message_kept', ['ticket_id'], unique=False, sqlite_where=sa.text('words IS NOT NULL'), postgresql_where=sa.text('words IS NOT NULL'))

    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.add_column(sa.Column('told_at', sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.add_column(sa.Column('lead_channel_id', sa.BigInteger(), nullable=True))

    with op.batch_alter_table('ticket', schema=None) as batch_op:
        batch_op.create_index('ix_ticket_closed', ['closed_at'], unique=False)

    with op.batch_alter_table('youth', schema=None) as batch_op:
        batch_op.add_column(sa.Column('heard_up_to', sa.BigInteger(), nullable=True))



def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table('youth', schema=None) as batch_op:
        batch_op.drop_column('heard_up_to')

    with op.batch_alter_table('ticket', schema=None) as batch_op:
        batch_op.drop_index('ix_ticket_closed')

    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.drop_column('lead_channel_id')

    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_column('told_at')

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index('ix_message_kept', sqlite_where=sa.text('words IS NOT NULL'), postgresql_where=sa.text('words IS NOT NULL'))
        batch_op.drop_column('left_out')

    op.drop_table('picture')
    with op.batch_alter_table('held_message', schema=None) as batch_op:
        batch_op.drop_index('ix_held_message_youth')

    op.drop_table('held_message')
    with op.batch_alter_table('taken_press', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_taken_press_taken_at'))

    op.drop_table('taken_press')
