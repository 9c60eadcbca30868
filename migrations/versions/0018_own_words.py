"""own words, the panel's picture, and the panel for newcomers"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        'wording',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('community_id', NUMBER, nullable=False),
        sa.Column('kind', sa.String(length=32), nullable=False),
        sa.Column('locale', sa.String(length=2), nullable=False),
        sa.Column('title', sa.String(length=100), nullable=True),
        sa.Column('words', sa.String(length=800), nullable=True),
        sa.Column('draft_title', sa.String(length=100), nullable=True),
        sa.Column('draft', sa.String(length=800), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['community_id'],
            ['community.id'],
            name='fk_wording_community_id_community',
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name='pk_wording'),
        sa.UniqueConstraint(
            'community_id', 'kind', 'locale', name='uq_wording_community_id_kind_locale'
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'panel_picture',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('community_id', NUMBER, nullable=False),
        sa.Column('image', sa.LargeBinary(), nullable=False),
        sa.Column('description', sa.String(length=300), nullable=False),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['community_id'],
            ['community.id'],
            name='fk_panel_picture_community_id_community',
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name='pk_panel_picture'),
        sa.UniqueConstraint('community_id', name='uq_panel_picture_community_id'),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'newcomers_post',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('community_id', NUMBER, nullable=False),
        sa.Column('channel_id', sa.BigInteger(), nullable=False),
        sa.Column('message_id', sa.BigInteger(), nullable=True),
        sa.Column('posted_in', sa.BigInteger(), nullable=True),
        sa.Column('owed_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('again_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['community_id'],
            ['community.id'],
            name='fk_newcomers_post_community_id_community',
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name='pk_newcomers_post'),
        sa.UniqueConstraint('community_id', name='uq_newcomers_post_community_id'),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_newcomers_post_again_at', 'newcomers_post', ['again_at'])


def downgrade() -> None:
    """Take it back."""
    op.drop_index('ix_newcomers_post_again_at', 'newcomers_post')
    op.drop_table('newcomers_post')
    op.drop_table('panel_picture')
    op.drop_table('wording')
