"""journal stays"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

SAID = 'the journal is only appended to'


def upgrade() -> None:
    """Take the step: a line of the journal is neither changed nor removed, a journal without lines
    waits to be sealed, and a mentor is known as a lead."""
    op.add_column('mentor', sa.Column('is_lead', sa.Boolean(), nullable=False, server_default=sa.false()))
    team, journal = sa.table('team', sa.column('id'), sa.column('journal_end')), sa.table('journal', sa.column('team_id'))
    has_lines = sa.exists().where(journal.c.team_id == team.c.id)
    op.execute(sa.update(team).where(team.c.journal_end.is_(None), ~has_lines).values(journal_end=sa.bindparam('end', b'', sa.LargeBinary())))
    if op.get_bind().dialect.name == 'sqlite':
        for verb in ('UPDATE', 'DELETE'):
            op.execute(
                f"CREATE TRIGGER journal_stays_{verb.lower()} BEFORE {verb} ON journal "
                f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
            )
        return
    op.execute(
        'CREATE FUNCTION journal_stays() RETURNS trigger LANGUAGE plpgsql AS '
        f"$$ BEGIN RAISE EXCEPTION '{SAID}'; END $$"
    )
    op.execute(
        'CREATE TRIGGER journal_stays BEFORE UPDATE OR DELETE ON journal '
        'FOR EACH ROW EXECUTE FUNCTION journal_stays()'
    )


def downgrade() -> None:
    """Take it back."""
    if op.get_bind().dialect.name == 'sqlite':
        op.execute('DROP TRIGGER journal_stays_update')
        op.execute('DROP TRIGGER journal_stays_delete')
    else:
        op.execute('DROP TRIGGER journal_stays ON journal')
        op.execute('DROP FUNCTION journal_stays()')
    op.execute("UPDATE team SET journal_end = NULL WHERE length(journal_end) = 0")
    op.drop_column('mentor', 'is_lead')
