"""permanences"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
STANDING = sa.text('withdrawn_at IS NULL')
LIVE = sa.text('ended_at IS NULL')
AHEAD = sa.text("state IN ('planned', 'announced')")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        'permanence',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('community_id', NUMBER, nullable=False),
        sa.Column('room', sa.String(length=32), nullable=False),
        sa.Column('channel_id', sa.BigInteger(), nullable=False),
        sa.Column('title', sa.String(length=80), nullable=False),
        sa.Column('about', sa.String(length=500), nullable=True),
        sa.Column('slots', sa.JSON(), nullable=True),
        sa.Column('starts_on', sa.Date(), nullable=True),
        sa.Column('ends_on', sa.Date(), nullable=True),
        sa.Column('card_channel_id', sa.BigInteger(), nullable=True),
        sa.Column('card_posted_in', sa.BigInteger(), nullable=True),
        sa.Column('card_message_id', sa.BigInteger(), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['community_id'],
            ['community.id'],
            name='fk_permanence_community_id_community',
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name='pk_permanence'),
        sqlite_autoincrement=True,
    )
    op.create_index(
        'ix_permanence_live',
        'permanence',
        ['community_id'],
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_table(
        'permanence_date',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('permanence_id', NUMBER, nullable=False),
        sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('state', sa.String(length=32), nullable=False),
        sa.Column('by_hand', sa.Boolean(), nullable=False),
        sa.Column('event_id', sa.BigInteger(), nullable=True),
        sa.Column('reminded_up_to', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ['permanence_id'],
            ['permanence.id'],
            name='fk_permanence_date_permanence_id_permanence',
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name='pk_permanence_date'),
        sa.UniqueConstraint(
            'permanence_id', 'starts_at', name='uq_permanence_date_permanence_id_starts_at'
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        'ix_permanence_date_ahead',
        'permanence_date',
        ['starts_at'],
        sqlite_where=AHEAD,
        postgresql_where=AHEAD,
    )
    op.create_index(
        'ix_consent_standing',
        'consent',
        ['community_id', 'purpose', 'id'],
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index('ix_consent_standing', 'consent')
    op.drop_index('ix_permanence_date_ahead', 'permanence_date')
    op.drop_table('permanence_date')
    op.drop_index('ix_permanence_live', 'permanence')
    op.drop_table('permanence')
