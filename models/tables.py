"""All tables in one place, for whoever needs the whole metadata (migrations, relationship resolution)."""

from models.base import Base
from models.budget import MonthBudget
from models.conversation import Conversation
from models.extensions import Extension
from models.heartbeat import Heartbeat
from models.inbox import InboxEvent
from models.office import ClosedDay, Division, Office, Round
from models.outbox import OutboxMessage
from models.people import Group, Invite, Member, WrongCode
from models.register import Assignment, Change, WorkItem
from models.reminders import Reminder
from models.weeks import WeekSummary

__all__ = [
    "Assignment",
    "Base",
    "Change",
    "ClosedDay",
    "Conversation",
    "Division",
    "Extension",
    "Group",
    "Heartbeat",
    "InboxEvent",
    "Invite",
    "Member",
    "MonthBudget",
    "Office",
    "OutboxMessage",
    "Reminder",
    "Round",
    "WeekSummary",
    "WorkItem",
    "WrongCode",
]
