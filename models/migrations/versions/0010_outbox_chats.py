"""The outbox: what else waits for a chat is found by an index"""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_index("ix_outbox_message_chat_state", "outbox_message", ["chat", "state"])


def downgrade() -> None:
    op.drop_index("ix_outbox_message_chat_state", "outbox_message")
