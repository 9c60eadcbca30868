"""urgent reports call again"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column(
        'mentor_report', sa.Column('alert_at', sa.DateTime(timezone=True), nullable=True)
    )
    op.create_index(op.f('ix_mentor_report_alert_at'), 'mentor_report', ['alert_at'])


def downgrade() -> None:
    """Take it back."""
    op.drop_index(op.f('ix_mentor_report_alert_at'), table_name='mentor_report')
    op.drop_column('mentor_report', 'alert_at')
