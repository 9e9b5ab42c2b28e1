"""A file that was sent to be loaded: what it says in the light of the register, kept as JSON until it is loaded."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from documents.papers_in import known as register
from documents.papers_in.numbering import Register
from documents.plan import Asked, ItemPlan, OfficePlan
from models.office import Office

_EVERYTHING: Final = frozenset(field.name for field in fields(ItemPlan))


@dataclass(frozen=True)
class Known:
    """What the register holds of the office and its round: papers are read in its light."""

    base: OfficePlan
    register: Register

    @classmethod
    def of(cls, session: Session, office: Office) -> "Known":
        base = register.plan_of(session, office)
        return cls(base, register.register_of(session, base.office))

    @property
    def digest(self) -> str:
        """Another one where the same file might be read otherwise."""
        facts, divisions = self.base.office, [(d.name, d.aliases) for d in self.base.divisions]
        held = [sorted(self.register.measures.items()), sorted(self.register.owned)]
        told = json.dumps([facts.slug, facts.assessment_year, divisions, held], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class SentReading:
    """A plan with its counts, or why there is none; `is_known` False: it holds no plan or table of ours at all."""

    plan: OfficePlan | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    refusal: str = ""
    is_known: bool = True


@dataclass(frozen=True)
class DoubtfulRow:
    """All that is doubtful about one row, and what of its item can be told."""

    place: str
    raw: str
    reasons: tuple[str, ...]
    code: str | None
    asks: tuple[Asked, ...]


def to_json(value: Known | SentReading | OfficePlan) -> dict[str, Any]:
    kept: dict[str, Any]
    match value:
        case Known():
            kept = _knowns().dump_python(value, mode="json")
        case SentReading():
            kept = _readings().dump_python(value, mode="json")
        case OfficePlan():
            kept = _plans().dump_python(value, mode="json")
    return kept


def known_of(said: Mapping[str, Any]) -> Known:
    return _knowns().validate_python(said)


def reading_of(said: Mapping[str, Any]) -> SentReading:
    return _readings().validate_python(said)


def plan_of(said: Mapping[str, Any]) -> OfficePlan:
    return _plans().validate_python(said)


@cache
def _knowns() -> TypeAdapter[Known]:
    return TypeAdapter(Known)


@cache
def _readings() -> TypeAdapter[SentReading]:
    return TypeAdapter(SentReading)


@cache
def _plans() -> TypeAdapter[OfficePlan]:
    return TypeAdapter(OfficePlan)


def doubtful_rows(plan: OfficePlan) -> tuple[DoubtfulRow, ...]:
    """In the order of the file; the number of a row in this order is its name while the plan is kept."""
    codes = {item.code for item in plan.items}
    rows: dict[tuple[str, str | None], DoubtfulRow] = {}
    for doubt in plan.doubts:
        row = rows.get((doubt.place, doubt.code)) or DoubtfulRow(doubt.place, doubt.raw, (), doubt.code, ())
        asks = tuple(dict.fromkeys((*row.asks, *(doubt.asks if doubt.code in codes else ()))))
        raw = row.raw if doubt.raw in row.raw else doubt.raw if row.raw in doubt.raw else f"{row.raw} / {doubt.raw}"
        rows[doubt.place, doubt.code] = replace(row, raw=raw, reasons=(*row.reasons, doubt.reason), asks=asks)
    return tuple(rows.values())


def told(plan: OfficePlan, code: str, about: Asked, value: str | date) -> OfficePlan:
    """The plan with what a human says of one item: a division's name, a status, a day."""
    return replace(plan, items=tuple(_told(i, about, value) if i.code == code else i for i in plan.items))


def without(plan: OfficePlan, code: str) -> OfficePlan:
    return replace(plan, items=tuple(item for item in plan.items if item.code != code))


def only(base: OfficePlan, item: ItemPlan, about: Asked, value: str | date) -> OfficePlan:
    """A plan that says nothing but this one thing of this one item: for a register that has been loaded already."""
    silent = replace(ItemPlan(item.kind, item.number, item.title), unsaid=_EVERYTHING)
    return replace(base, items=(_told(silent, about, value),), partial=True)


def _told(item: ItemPlan, about: Asked, value: str | date) -> ItemPlan:
    changes: dict[str, Any] = {about: value}
    if about == "owners":
        changes = {"owners": value, "divisions": (str(value),), "persons": ()}
    elif about == "due":
        changes = {"due": value, "due_derived": False}
    return replace(item, **changes, unsaid=item.unsaid - {about})
