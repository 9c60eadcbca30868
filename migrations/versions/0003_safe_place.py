"""safe place"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table('block',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('lookup', sa.LargeBinary(length=32), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_block_team_id_team'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_block')),
    sa.UniqueConstraint('team_id', 'lookup', name=op.f('uq_block_team_id_lookup'))
    )
    with op.batch_alter_table('block', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_block_until'), ['until'], unique=False)

    op.create_table('journal',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=40), nullable=False),
    sa.Column('who', sa.BigInteger(), nullable=True),
    sa.Column('ticket', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('link', sa.LargeBinary(length=32), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_journal_team_id_team'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal')),
    sa.UniqueConstraint('team_id', 'number', name=op.f('uq_journal_team_id_number'))
    )
    op.create_table('fact',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('community_id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
    sa.Column('what', sa.String(length=20), nullable=False),
    sa.Column('topic', sa.String(length=32), nullable=True),
    sa.Column('outcome', sa.String(length=32), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['community_id'], ['community.id'], name=op.f('fk_fact_community_id_community'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_fact_team_id_team'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fact'))
    )
    with op.batch_alter_table('fact', schema=None) as batch_op:
        batch_op.create_index('ix_fact_team', ['team_id', 'day'], unique=False)

    op.create_table('concern',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('ticket', sa.Integer(), nullable=False),
    sa.Column('opened_by', sa.BigInteger(), nullable=False),
    sa.Column('why', sa.LargeBinary(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_concern_team_id_team'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_concern'))
    )
    with op.batch_alter_table('concern', schema=None) as batch_op:
        batch_op.create_index('ix_concern_team', ['team_id', 'closed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_concern_ticket'), ['ticket'], unique=False)

    op.create_table('lifting',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('ticket_id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('asked_by', sa.BigInteger(), nullable=False),
    sa.Column('why', sa.LargeBinary(), nullable=False),
    sa.Column('tell_youth', sa.Boolean(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.BigInteger(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('was_granted', sa.Boolean(), nullable=False),
    sa.Column('shown_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_lifting_ticket_id_ticket'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lifting'))
    )
    with op.batch_alter_table('lifting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lifting_ticket_id'), ['ticket_id'], unique=False)

    op.create_table('mentor_report',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('team_id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    sa.Column('ticket', sa.Integer(), nullable=False),
    sa.Column('mentor_id', sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['mentor_id'], ['mentor.id'], name=op.f('fk_mentor_report_mentor_id_mentor'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_mentor_report_team_id_team'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentor_report'))
    )
    with op.batch_alter_table('mentor_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mentor_report_team_id'), ['team_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mentor_report_ticket'), ['ticket'], unique=False)

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.add_column(sa.Column('veiled', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.add_column(sa.Column('journal_end', sa.LargeBinary(length=32), nullable=True))
        batch_op.add_column(sa.Column('card_delay', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('identity_days', sa.Integer(), nullable=False, server_default='180'))
        batch_op.add_column(sa.Column('danger_alert', sa.Boolean(), nullable=False, server_default=sa.true()))

    anew = 'always' if op.get_bind().dialect.name == 'sqlite' else 'never'
    with op.batch_alter_table('ticket', recreate=anew, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.add_column(sa.Column('alarmed_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('alert_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('second_by', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('seen_by', sa.BigInteger(), nullable=True))
        batch_op.create_index('ix_ticket_alert', ['alert_at'], unique=False, sqlite_where=sa.text('alert_at IS NOT NULL'), postgresql_where=sa.text('alert_at IS NOT NULL'))

    with op.batch_alter_table('mentor', schema=None) as batch_op:
        batch_op.add_column(sa.Column('vetted_until', sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table('youth', schema=None) as batch_op:
        batch_op.add_column(sa.Column('chose_locale', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('paused_until', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_youth_last_seen_at'), ['last_seen_at'], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table('youth', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_youth_last_seen_at'))
        batch_op.drop_column('paused_until')
        batch_op.drop_column('chose_locale')

    with op.batch_alter_table('mentor', schema=None) as batch_op:
        batch_op.drop_column('vetted_until')

    with op.batch_alter_table('ticket', schema=None) as batch_op:
        batch_op.drop_index('ix_ticket_alert', sqlite_where=sa.text('alert_at IS NOT NULL'), postgresql_where=sa.text('alert_at IS NOT NULL'))
        batch_op.drop_column('seen_by')
        batch_op.drop_column('second_by')
        batch_op.drop_column('seen_at')
        batch_op.drop_column('alert_at')
        batch_op.drop_column('alarmed_at')

    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.drop_column('danger_alert')
        batch_op.drop_column('identity_days')
        batch_op.drop_column('card_delay')
        batch_op.drop_column('journal_end')

    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_column('veiled')

    with op.batch_alter_table('mentor_report', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mentor_report_ticket'))
        batch_op.drop_index(batch_op.f('ix_mentor_report_team_id'))

    op.drop_table('mentor_report')
    with op.batch_alter_table('lifting', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_lifting_ticket_id'))

    op.drop_table('lifting')
    with op.batch_alter_table('concern', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_concern_ticket'))
        batch_op.drop_index('ix_concern_team')

    op.drop_table('concern')
    with op.batch_alter_table('fact', schema=None) as batch_op:
        batch_op.drop_index('ix_fact_team')

    op.drop_table('fact')
    op.drop_table('journal')
    with op.batch_alter_table('block', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_block_until'))

    op.drop_table('block')
