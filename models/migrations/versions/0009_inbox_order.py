"""The inbox: the oldest event of an office is found by an index, however many wait"""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_index("ix_inbox_event_state_event_at", "inbox_event", ["state", "office_id", "event_at"])


def downgrade() -> None:
    op.drop_index("ix_inbox_event_state_event_at", "inbox_event")
