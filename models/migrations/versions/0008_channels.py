"""Channels: each office's own LINE channel, sealed, and whether LINE takes what it sends"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "channel",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("changed_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("barred_since", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("barred_until", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("barred_why", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_channel_office_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_channel")),
    )


def downgrade() -> None:
    op.drop_table("channel")
