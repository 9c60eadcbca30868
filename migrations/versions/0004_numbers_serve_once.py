"""numbers serve once"""

from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

TABLES = (
    'alias', 'block', 'check_in', 'community', 'concern', 'consent', 'fact', 'installation', 'journal',
    'lifting', 'mentor', 'mentor_report', 'message', 'note', 'outbox', 'picture', 'team',
    'ticket_event', 'youth',
)


def upgrade() -> None:
    """Take the step: SQLite gives no number of an erased row to another one."""
    anew(sqlite_autoincrement=True)
    op.create_index('ix_outbox_youth', 'outbox', ['youth_id'], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_index('ix_outbox_youth', 'outbox')
    anew()


def anew(**options: bool) -> None:
    """Write each table of SQLite anew; PostgreSQL counts this way by itself."""
    if op.get_bind().dialect.name != 'sqlite':
        return
    for table in TABLES:
        with op.batch_alter_table(table, recreate='always', table_kwargs=options):
            pass
