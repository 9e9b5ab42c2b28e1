"""Requests for more time"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", models.base.UTCDateTime(timezone=True), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "approved",
                "declined",
                "withdrawn",
                name="extension_state",
                native_enum=False,
                length=20,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("change_set", sa.String(length=32), nullable=False),
        sa.Column("ended_in", sa.String(length=32), nullable=True),
        sa.Column("event_id", sa.String(length=64), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["member.id"], name=op.f("fk_extension_asked_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_extension_assignment_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["member.id"], name=op.f("fk_extension_decided_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_extension_office_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_assignment_id"), ["assignment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_extension_change_set"), ["change_set"], unique=False)
        batch_op.create_index(batch_op.f("ix_extension_ended_in"), ["ended_in"], unique=False)
        batch_op.create_index(batch_op.f("ix_extension_office_id"), ["office_id"], unique=False)
        batch_op.create_index(
            "uq_extension_pending",
            ["assignment_id"],
            unique=True,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_index("uq_extension_pending")
        batch_op.drop_index(batch_op.f("ix_extension_office_id"))
        batch_op.drop_index(batch_op.f("ix_extension_ended_in"))
        batch_op.drop_index(batch_op.f("ix_extension_change_set"))
        batch_op.drop_index(batch_op.f("ix_extension_assignment_id"))

    op.drop_table("extension")
