"""their voice"""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
LIKES_TO_BE_ASKED = sa.text("purpose = 'voice' AND withdrawn_at IS NULL")
TO_SHOW = sa.text('show_at IS NOT NULL')
SENDING = sa.text('cursor IS NOT NULL')
OPEN = sa.text('closed_at IS NULL')
TO_TELL = sa.text('tell_at IS NOT NULL')


def goes_with(table: str, other: str) -> sa.ForeignKeyConstraint:
    """Return a reference of rows that go with what they refer to."""
    return sa.ForeignKeyConstraint(
        [f'{other}_id'],
        [f'{other}.id'],
        name=f'fk_{table}_{other}_id_{other}',
        ondelete='CASCADE',
    )


def few(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    """Make an index of a few rows."""
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        'rating',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('community_id', NUMBER, nullable=False),
        sa.Column('campaign_id', sa.BigInteger(), nullable=True),
        sa.Column('lookup', sa.LargeBinary(length=32), nullable=True),
        sa.Column('mark', sa.Integer(), nullable=False),
        sa.Column('said', sa.Boolean(), nullable=False),
        sa.Column('count_at', sa.DateTime(timezone=True), nullable=False),
        goes_with('rating', 'community'),
        sa.PrimaryKeyConstraint('id', name='pk_rating'),
        sa.UniqueConstraint('lookup', name='uq_rating_lookup'),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_rating_community_id', 'rating', ['community_id'])
    op.create_index('ix_rating_count_at', 'rating', ['count_at'])
    op.create_table(
        'suggestion',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('team_id', NUMBER, nullable=False),
        sa.Column('community_id', NUMBER, nullable=False),
        sa.Column('mark', sa.Integer(), nullable=True),
        sa.Column('words', sa.LargeBinary(), nullable=True),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('state', sa.String(length=32), nullable=False),
        sa.Column('show_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('channel_id', sa.BigInteger(), nullable=True),
        sa.Column('message_id', sa.BigInteger(), nullable=True),
        goes_with('suggestion', 'team'),
        goes_with('suggestion', 'community'),
        sa.PrimaryKeyConstraint('id', name='pk_suggestion'),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_suggestion_team', 'suggestion', ['team_id', 'day'])
    op.create_index('ix_suggestion_community_id', 'suggestion', ['community_id'])
    few('ix_suggestion_show', 'suggestion', ['show_at'], TO_SHOW)
    op.create_table(
        'poll',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('team_id', NUMBER, nullable=False),
        sa.Column('community_id', NUMBER, nullable=True),
        sa.Column('question', sa.String(length=200), nullable=False),
        sa.Column('choices', sa.JSON(), nullable=False),
        sa.Column('days', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('cursor', sa.BigInteger(), nullable=True),
        sa.Column('closes_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('counts', sa.JSON(), nullable=False),
        sa.Column('tell_at', sa.DateTime(timezone=True), nullable=True),
        goes_with('poll', 'team'),
        goes_with('poll', 'community'),
        sa.PrimaryKeyConstraint('id', name='pk_poll'),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_poll_team', 'poll', ['team_id'])
    op.create_index('ix_poll_community_id', 'poll', ['community_id'])
    few('ix_poll_sending', 'poll', ['id'], SENDING)
    few('ix_poll_open', 'poll', ['closes_at'], OPEN)
    few('ix_poll_tell', 'poll', ['tell_at'], TO_TELL)
    op.create_table(
        'poll_vote',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('poll_id', NUMBER, nullable=False),
        sa.Column('lookup', sa.LargeBinary(length=32), nullable=True),
        sa.Column('choice', sa.Integer(), nullable=False),
        goes_with('poll_vote', 'poll'),
        sa.PrimaryKeyConstraint('id', name='pk_poll_vote'),
        sa.UniqueConstraint('lookup', name='uq_poll_vote_lookup'),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_poll_vote_poll', 'poll_vote', ['poll_id'])
    op.create_table(
        'voice_answer',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('team_id', NUMBER, nullable=False),
        sa.Column('community_id', NUMBER, nullable=True),
        sa.Column('said', sa.String(length=300), nullable=False),
        sa.Column('did', sa.String(length=600), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
        goes_with('voice_answer', 'team'),
        goes_with('voice_answer', 'community'),
        sa.PrimaryKeyConstraint('id', name='pk_voice_answer'),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_voice_answer_team', 'voice_answer', ['team_id', 'published_at'])
    op.create_index('ix_voice_answer_community_id', 'voice_answer', ['community_id'])
    op.add_column(
        'mentor_report',
        sa.Column('call_back', sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    few('ix_consent_voice', 'consent', ['id'], LIKES_TO_BE_ASKED)


def downgrade() -> None:
    """Take it back."""
    op.drop_index('ix_consent_voice', 'consent')
    op.drop_column('mentor_report', 'call_back')
    for table in ('voice_answer', 'poll_vote', 'poll', 'suggestion', 'rating'):
        op.drop_table(table)
