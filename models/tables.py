"""All tables in one place, for whoever needs the whole metadata (migrations, relationship resolution)."""

from models.approvals import Approval, ApprovalStep, ChainPost
from models.base import Base
from models.budget import MonthBudget
from models.changes import Change
from models.channels import Channel
from models.conversation import Conversation
from models.evidence import Evidence
from models.extensions import Extension
from models.heartbeat import Heartbeat
from models.inbox import InboxEvent
from models.office import ClosedDay, Division, Office, Round
from models.outbox import OutboxMessage
from models.papers_in import PaperIn
from models.people import Group, Invite, Member, WrongCode
from models.register import Assignment, WorkItem
from models.reminders import Reminder
from models.scores import Score
from models.weblinks import WebLink
from models.weeks import WeekSummary

__all__ = [
    "Approval",
    "ApprovalStep",
    "Assignment",
    "Base",
    "ChainPost",
    "Change",
    "Channel",
    "ClosedDay",
    "Conversation",
    "Division",
    "Evidence",
    "Extension",
    "Group",
    "Heartbeat",
    "InboxEvent",
    "Invite",
    "Member",
    "MonthBudget",
    "Office",
    "OutboxMessage",
    "PaperIn",
    "Reminder",
    "Round",
    "Score",
    "WebLink",
    "WeekSummary",
    "WorkItem",
    "WrongCode",
]
