"""campaign messages"""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
INVITED = sa.text("card = 'invitations.message'")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        'campaign_message',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('team_id', NUMBER, nullable=False),
        sa.Column('community_id', NUMBER, nullable=True),
        sa.Column('is_everywhere', sa.Boolean(), nullable=False),
        sa.Column('campaign_id', NUMBER, nullable=True),
        sa.Column('words_fr', sa.LargeBinary(), nullable=False),
        sa.Column('words_en', sa.LargeBinary(), nullable=True),
        sa.Column('state', sa.String(length=32), nullable=False),
        sa.Column('edition', sa.Integer(), nullable=False),
        sa.Column('written_by', sa.BigInteger(), nullable=False),
        sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('approved_by', sa.BigInteger(), nullable=True),
        sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('reached_id', NUMBER, nullable=False),
        sa.Column('audience', sa.Integer(), nullable=False),
        sa.Column('promised', sa.Integer(), nullable=False),
        sa.Column('sent', sa.Integer(), nullable=False),
        sa.Column('in_mailbox', sa.Integer(), nullable=False),
        sa.Column('passed_over', sa.Integer(), nullable=False),
        sa.Column('card_channel_id', sa.BigInteger(), nullable=True),
        sa.Column('card_message_id', sa.BigInteger(), nullable=True),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('drawn_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['campaign_id'],
            ['campaign.id'],
            name='fk_campaign_message_campaign_id_campaign',
            ondelete='SET NULL',
        ),
        sa.ForeignKeyConstraint(
            ['community_id'],
            ['community.id'],
            name='fk_campaign_message_community_id_community',
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['team_id'], ['team.id'], name='fk_campaign_message_team_id_team', ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_campaign_message'),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_campaign_message_team_id', 'campaign_message', ['team_id'])
    op.create_index('ix_campaign_message_state', 'campaign_message', ['state', 'changed_at'])
    op.create_index(
        'ix_outbox_invited',
        'outbox',
        ['done_at'],
        sqlite_where=INVITED,
        postgresql_where=INVITED,
    )
    op.add_column(
        'team',
        sa.Column('invitations_per_week', sa.Integer(), nullable=False, server_default='1'),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_column('team', 'invitations_per_week')
    op.drop_index('ix_outbox_invited', 'outbox')
    op.drop_index('ix_campaign_message_state', 'campaign_message')
    op.drop_index('ix_campaign_message_team_id', 'campaign_message')
    op.drop_table('campaign_message')
