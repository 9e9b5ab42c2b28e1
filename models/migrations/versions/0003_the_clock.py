"""The clock: policies, closed days with their source, snoozes, how each occasion was told, budgets, frozen weeks"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("at", models.base.UTCDateTime(timezone=True), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "month_budget",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("read_at", models.base.UTCDateTime(timezone=True), nullable=False),
        sa.Column("given_up", sa.JSON(), nullable=False),
        sa.Column("warned", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_month_budget_office_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_budget")),
        sa.UniqueConstraint("office_id", "month", name=op.f("uq_month_budget_office_id_month")),
    )
    with op.batch_alter_table("month_budget", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_month_budget_office_id"), ["office_id"], unique=False)

    op.create_table(
        "week_summary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("as_of", models.base.UTCDateTime(timezone=True), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("messages", sa.JSON(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_week_summary_office_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_week_summary")),
        sa.UniqueConstraint("office_id", "week", name=op.f("uq_week_summary_office_id_week")),
    )
    with op.batch_alter_table("week_summary", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_week_summary_office_id"), ["office_id"], unique=False)

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("snoozed_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("snoozes", sa.Integer(), nullable=False, server_default="0"))

    with op.batch_alter_table("closed_day", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "source",
                sa.Enum(
                    "holidays",
                    "workbook",
                    "office",
                    name="day_source",
                    native_enum=False,
                    create_constraint=True,
                    length=20,
                ),
                nullable=False,
                server_default="workbook",
            )
        )
        batch_op.add_column(sa.Column("works", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ladder", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("reminded_on", sa.Date(), nullable=True))

    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_back", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.add_column(sa.Column("snoozes", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column(
                "audience",
                sa.Enum("owner", "coordinator", name="audience", native_enum=False, create_constraint=True, length=20),
                nullable=False,
                server_default="owner",
            )
        )
        batch_op.add_column(
            sa.Column(
                "carried_by",
                sa.Enum(
                    "push", "reply", "held_back", name="carrier", native_enum=False, create_constraint=True, length=20
                ),
                nullable=False,
                server_default="push",
            )
        )
        batch_op.drop_constraint(batch_op.f("uq_reminder_assignment_id_due_rung"), type_="unique")
        batch_op.create_index(batch_op.f("ix_reminder_outbox_id"), ["outbox_id"], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_reminder_assignment_id_due_rung_snoozes_audience"),
            ["assignment_id", "due", "rung", "snoozes", "audience"],
        )

    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ladder", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.drop_column("ladder")
        batch_op.drop_column("starts_on")

    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_reminder_assignment_id_due_rung_snoozes_audience"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_reminder_outbox_id"))
        batch_op.create_unique_constraint(
            batch_op.f("uq_reminder_assignment_id_due_rung"), ["assignment_id", "due", "rung"]
        )
        batch_op.drop_column("carried_by")
        batch_op.drop_column("audience")
        batch_op.drop_column("snoozes")

    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_column("held_back")

    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.drop_column("reminded_on")
        batch_op.drop_column("ladder")

    with op.batch_alter_table("closed_day", schema=None) as batch_op:
        batch_op.drop_column("works")
        batch_op.drop_column("source")

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_column("snoozes")
        batch_op.drop_column("snoozed_until")

    with op.batch_alter_table("week_summary", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_week_summary_office_id"))

    op.drop_table("week_summary")
    with op.batch_alter_table("month_budget", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_month_budget_office_id"))

    op.drop_table("month_budget")
    op.drop_table("heartbeat")
