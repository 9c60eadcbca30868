"""campaigns"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        'campaign',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('team_id', NUMBER, nullable=False),
        sa.Column('community_id', NUMBER, nullable=True),
        sa.Column('everywhere', sa.Boolean(), nullable=False),
        sa.Column('name', sa.String(length=60), nullable=False),
        sa.Column('kind', sa.String(length=32), nullable=False),
        sa.Column('code', sa.String(length=24), nullable=True),
        sa.Column('link', sa.String(length=300), nullable=True),
        sa.Column('words_fr', sa.String(length=1000), nullable=False),
        sa.Column('words_en', sa.String(length=1000), nullable=False),
        sa.Column('picture', sa.LargeBinary(), nullable=True),
        sa.Column('starts_on', sa.Date(), nullable=False),
        sa.Column('ends_on', sa.Date(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('posted_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['community_id'],
            ['community.id'],
            name='fk_campaign_community_id_community',
            ondelete='SET NULL',
        ),
        sa.ForeignKeyConstraint(
            ['team_id'], ['team.id'], name='fk_campaign_team_id_team', ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name='pk_campaign'),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_campaign_community_id', 'campaign', ['community_id'])
    op.create_index('ix_campaign_team', 'campaign', ['team_id', 'ends_on'])
    op.create_table(
        'campaign_panel',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('campaign_id', NUMBER, nullable=False),
        sa.Column('community_id', NUMBER, nullable=False),
        sa.Column('channel_id', sa.BigInteger(), nullable=True),
        sa.Column('message_id', sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ['campaign_id'],
            ['campaign.id'],
            name='fk_campaign_panel_campaign_id_campaign',
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['community_id'],
            ['community.id'],
            name='fk_campaign_panel_community_id_community',
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name='pk_campaign_panel'),
        sa.UniqueConstraint('campaign_id', 'community_id', name='uq_campaign_panel_campaign_id_community_id'),
        sqlite_autoincrement=True,
    )
    for column in ('channel_id', 'community_id', 'message_id'):
        op.create_index(f'ix_campaign_panel_{column}', 'campaign_panel', [column])
    op.add_column('fact', sa.Column('campaign_id', NUMBER, nullable=True))
    op.add_column('fact', sa.Column('choice', sa.String(length=40), nullable=True))
    op.add_column('ticket', sa.Column('campaign_id', NUMBER, nullable=True))
    op.add_column('team', sa.Column('coordinator_channel_id', sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column('team', 'coordinator_channel_id')
    op.drop_column('ticket', 'campaign_id')
    op.drop_column('fact', 'choice')
    op.drop_column('fact', 'campaign_id')
    for column in ('message_id', 'community_id', 'channel_id'):
        op.drop_index(f'ix_campaign_panel_{column}', 'campaign_panel')
    op.drop_table('campaign_panel')
    op.drop_index('ix_campaign_team', 'campaign')
    op.drop_index('ix_campaign_community_id', 'campaign')
    op.drop_table('campaign')
