"""one team, many communities"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LIVE = sa.text('ended_at IS NULL')


def upgrade() -> None:
    """Take the step: a server may be linked anew after a link ended, and codes make links."""
    op.add_column('team', sa.Column('away_since', sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table('community', table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.add_column(sa.Column('paused', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('away_since', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_constraint('uq_community_guild_id', type_='unique')
    op.create_index(
        'ix_community_live', 'community', ['guild_id'], unique=True, sqlite_where=LIVE, postgresql_where=LIVE
    )
    op.create_index('ix_alias_community', 'alias', ['community_id'], unique=False)
    op.create_index('ix_ticket_community', 'ticket', ['community_id'], unique=False)
    op.create_table(
        'link_code',
        sa.Column('id', NUMBER, nullable=False),
        sa.Column('team_id', NUMBER, nullable=False),
        sa.Column('mark', sa.LargeBinary(length=32), nullable=False),
        sa.Column('until', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['team_id'], ['team.id'], name='fk_link_code_team_id_team', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name='pk_link_code'),
        sa.UniqueConstraint('mark', name='uq_link_code_mark'),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Take it back; links that ended go with all that hangs on them."""
    op.drop_table('link_code')
    op.drop_index('ix_ticket_community', 'ticket')
    op.drop_index('ix_alias_community', 'alias')
    op.execute('DELETE FROM community WHERE ended_at IS NOT NULL')
    op.drop_index('ix_community_live', 'community')
    with op.batch_alter_table('community', table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.create_unique_constraint('uq_community_guild_id', ['guild_id'])
        batch_op.drop_column('ended_at')
        batch_op.drop_column('away_since')
        batch_op.drop_column('paused')
    op.drop_column('team', 'away_since')
