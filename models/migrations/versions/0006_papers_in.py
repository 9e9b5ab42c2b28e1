"""Papers in: plans and tables sent in chat, as they were read, until a tap loads them"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "paper_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "expected",
                "read",
                "refused",
                "loaded",
                "dropped",
                name="paper_in_state",
                native_enum=False,
                length=20,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("try_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("asked_at", models.base.UTCDateTime(timezone=True), nullable=False),
        sa.Column("reply_token", sa.String(length=200), nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("is_known", sa.Boolean(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("outlook", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("settled", sa.JSON(), nullable=False),
        sa.Column("loaded_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_paper_in_evidence_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_paper_in_member_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_paper_in_office_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_in")),
        sa.UniqueConstraint("evidence_id", name=op.f("uq_paper_in_evidence_id")),
    )
    with op.batch_alter_table("paper_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_in_office_id"), ["office_id"], unique=False)
        batch_op.create_index("ix_paper_in_state_try_at", ["state", "try_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("paper_in", schema=None) as batch_op:
        batch_op.drop_index("ix_paper_in_state_try_at")
        batch_op.drop_index(batch_op.f("ix_paper_in_office_id"))

    op.drop_table("paper_in")
