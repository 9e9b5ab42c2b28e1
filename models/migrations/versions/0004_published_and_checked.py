"""From done to published and checked: evidence, web links, reviews, results, the chain of approval, consent"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "chain_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("acting_post", sa.String(length=200), nullable=False),
        sa.Column(
            "source",
            sa.Enum("workbook", "office", name="chain_source", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_chain_post_office_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_post")),
        sa.UniqueConstraint("office_id", "position", name=op.f("uq_chain_post_office_id_position")),
    )
    with op.batch_alter_table("chain_post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chain_post_office_id"), ["office_id"], unique=False)

    op.create_table(
        "web_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "unchecked",
                "good",
                "failing",
                "broken",
                name="link_state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("check_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("checked_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("last_good_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("broken_since", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("told_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_web_link_office_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_link")),
        sa.UniqueConstraint("office_id", "url_hash", name=op.f("uq_web_link_office_id_url_hash")),
    )
    with op.batch_alter_table("web_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_link_check_at"), ["check_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_web_link_office_id"), ["office_id"], unique=False)

    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column(
            "paper",
            sa.Enum("followup", "progress", name="paper", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "approved",
                "returned",
                "withdrawn",
                name="approval_state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("submitted_at", models.base.UTCDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("event_id", sa.String(length=64), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_approval_office_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_approval_round_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["member.id"], name=op.f("fk_approval_submitted_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["work_item.id"], name=op.f("fk_approval_task_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approval_office_id"), ["office_id"], unique=False)
        batch_op.create_index(
            "uq_approval_pending",
            ["round_id", "paper"],
            unique=True,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )

    op.create_table(
        "approval_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("approval_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("acting", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "asked",
                "approved",
                "returned",
                name="step_state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("told_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("decided_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approval.id"], name=op.f("fk_approval_step_approval_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["member.id"], name=op.f("fk_approval_step_decided_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_approval_step_member_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_approval_step_office_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_step")),
        sa.UniqueConstraint("approval_id", "position", name=op.f("uq_approval_step_approval_id_position")),
    )
    with op.batch_alter_table("approval_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approval_step_office_id"), ["office_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "link", "picture", "file", name="evidence_kind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "expected",
                "kept",
                "gone",
                "refused",
                name="evidence_state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=True),
        sa.Column("set_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_at", sa.String(length=300), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("try_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("added_at", models.base.UTCDateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("change_set", sa.String(length=32), nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=True),
        sa.Column("removed_at", models.base.UTCDateTime(timezone=True), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["member.id"], name=op.f("fk_evidence_added_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_evidence_assignment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["work_item.id"], name=op.f("fk_evidence_item_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_evidence_office_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_assignment_id"), ["assignment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_change_set"), ["change_set"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_office_id"), ["office_id"], unique=False)
        batch_op.create_index("ix_evidence_office_id_message_id", ["office_id", "message_id"], unique=False)
        batch_op.create_index("ix_evidence_state_try_at", ["state", "try_at"], unique=False)

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lacking", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("self_reviewed", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("reviewed_at", models.base.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reviewed_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("steps_done", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.create_foreign_key(
            batch_op.f("fk_assignment_reviewed_by"), "member", ["reviewed_by"], ["id"], ondelete="SET NULL"
        )

    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.add_column(sa.Column("granted", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("decision_note", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.add_column(sa.Column("post", sa.String(length=200), nullable=False, server_default=""))

    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("post", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("consented_at", models.base.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("erased_at", models.base.UTCDateTime(timezone=True), nullable=True))

    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.add_column(sa.Column("website", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("keep_chat_days", sa.Integer(), nullable=False, server_default="30"))

    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("output", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("outcome", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_work_item_kind"), type_="check")
        batch_op.create_check_constraint("kind", "kind IN ('o_item', 'measure', 'step', 'task')")

    if op.get_bind().dialect.name == "postgresql":  # left out when the tables were first made
        op.create_foreign_key(
            op.f("fk_office_current_round_id"), "office", "round", ["current_round_id"], ["id"], ondelete="SET NULL"
        )

    # Links that were recorded as changes only become evidence of their own.
    op.execute("""
        INSERT INTO evidence (office_id, item_id, assignment_id, kind, state, url, set_id, name, media_type, sha256,
                              stored_at, why, attempts, added_at, added_by, on_behalf, change_set, event_id)
        SELECT office_id, item_id, assignment_id, 'link', 'kept', after, '', '', '', '',
               '', '', 0, at, member_id, on_behalf, change_set, event_id
        FROM change WHERE field = 'evidence'
    """)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("fk_office_current_round_id"), "office", type_="foreignkey")
    op.execute("DELETE FROM change WHERE item_id IN (SELECT id FROM work_item WHERE kind = 'task')")
    op.execute("DELETE FROM assignment WHERE item_id IN (SELECT id FROM work_item WHERE kind = 'task')")
    op.execute("DELETE FROM work_item WHERE kind = 'task'")
    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_work_item_kind"), type_="check")
        batch_op.create_check_constraint("kind", "kind IN ('o_item', 'measure', 'step')")

    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.drop_column("outcome")
        batch_op.drop_column("output")

    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.drop_column("keep_chat_days")
        batch_op.drop_column("website")

    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_column("erased_at")
        batch_op.drop_column("consented_at")
        batch_op.drop_column("post")

    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_column("decision_note")
        batch_op.drop_column("granted")

    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.drop_column("post")

    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_column("note")

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_assignment_reviewed_by"), type_="foreignkey")
        batch_op.drop_column("steps_done")
        batch_op.drop_column("reviewed_by")
        batch_op.drop_column("reviewed_at")
        batch_op.drop_column("self_reviewed")
        batch_op.drop_column("lacking")

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index("ix_evidence_state_try_at")
        batch_op.drop_index("ix_evidence_office_id_message_id")
        batch_op.drop_index(batch_op.f("ix_evidence_office_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_item_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_change_set"))
        batch_op.drop_index(batch_op.f("ix_evidence_assignment_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("approval_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_approval_step_office_id"))

    op.drop_table("approval_step")
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.drop_index("uq_approval_pending")
        batch_op.drop_index(batch_op.f("ix_approval_office_id"))

    op.drop_table("approval")
    with op.batch_alter_table("web_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_web_link_office_id"))
        batch_op.drop_index(batch_op.f("ix_web_link_check_at"))

    op.drop_table("web_link")
    with op.batch_alter_table("chain_post", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chain_post_office_id"))

    op.drop_table("chain_post")
