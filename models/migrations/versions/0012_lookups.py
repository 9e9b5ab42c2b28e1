"""What is looked up for each event and message is found by an index on SQLite too, which read all of an office"""

from alembic import op

revision = "0012"
down_revision = "0011"

OLD = (
    ("outbox_message", ("chat", "state")),
    ("change", ("change_set",)),
    ("evidence", ("change_set",)),
)
NEW = (
    ("outbox_message", ("office_id", "state", "chat")),
    ("change", ("change_set", "office_id")),
    ("evidence", ("change_set", "office_id")),
    ("reminder", ("office_id", "carried_by")),
)


def upgrade() -> None:
    for table, columns in NEW:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    for table, columns in OLD:
        op.drop_index(f"ix_{table}_{'_'.join(columns)}", table)


def downgrade() -> None:
    for table, columns in OLD:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    for table, columns in NEW:
        op.drop_index(f"ix_{table}_{'_'.join(columns)}", table)
