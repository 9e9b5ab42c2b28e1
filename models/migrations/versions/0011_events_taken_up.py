"""The inbox: how many processes have taken an event up, one after the other"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("inbox_event", sa.Column("starts", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("inbox_event", sa.Column("started_at", models.base.UTCDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("inbox_event", "started_at")
    op.drop_column("inbox_event", "starts")
