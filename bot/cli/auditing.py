"""`tamngan audit`: is everything open spoken of again, was nothing lost, is nothing stuck. Exit 1 when something is.

With `--out` it writes the office's whole record as an Excel file instead."""

import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import select

from bot.cli.common import Instant, database, office_named
from documents import audit_book
from models.clock import utc_now
from models.database import Database
from models.errors import DomainError
from models.office import Office
from scheduler import audit as auditor
from scheduler.audit import Finding
from scheduler.outlook import Outlook, outlook


@click.command()
@click.option("--office", "slug", help="the office's รหัส; without it every office, one after the other")
@click.option("--at", type=Instant(), help="as if it were this instant")
@click.option("--json", "as_json", is_flag=True, help="print JSON, one line an office")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="write the record as an Excel file")
def audit(slug: str | None, at: datetime | None, as_json: bool, out: Path | None) -> None:
    """Look for what is lost or stuck, or write the record of every change; nothing is changed."""
    now = at or utc_now()
    if out is not None:
        _write_record(slug, out, now, as_json=as_json)
        return
    faults = 0
    with database() as opened:
        for name in _slugs(opened, slug):
            with opened.read() as session:
                office = office_named(session, name)
                ahead = outlook(session, office, now)
                found = auditor.sweep(session, office, now)
            faults += sum(finding.is_fault for finding in found)
            if as_json:
                click.echo(json.dumps(_report(name, now, ahead, found), ensure_ascii=False, default=str))
            else:
                click.echo(f"{name}: {len(ahead)} open, {sum(each.on is not None for each in ahead)} with a day ahead")
                for finding in found:
                    click.echo(f"{'fix ' if finding.is_fault else 'note'} {_line(finding)}")
    sys.exit(1 if faults else 0)


def _write_record(slug: str | None, out: Path, now: datetime, *, as_json: bool) -> None:
    if slug is None:
        raise click.UsageError("--out needs --office")
    if out.suffix.lower() != ".xlsx" or not out.parent.is_dir():
        raise DomainError(f"โปรดระบุไฟล์ .xlsx ในโฟลเดอร์ที่มีอยู่ ({out})")
    with database() as opened, opened.read() as session:
        lines = audit_book.write(session, office_named(session, slug), out, now)
    if as_json:
        click.echo(json.dumps({"office": slug, "at": now.isoformat(), "out": str(out), "lines": lines}))
    else:
        click.echo(f"บันทึกประวัติ {lines:,} รายการแล้วที่ {out}")


def _slugs(opened: Database, slug: str | None) -> list[str]:
    if slug is not None:
        return [slug]
    with opened.read() as session:
        return list(session.scalars(select(Office.slug).order_by(Office.id)))


def _report(name: str, now: datetime, ahead: list[Outlook], found: list[Finding]) -> dict[str, object]:
    return {
        "office": name,
        "at": now.isoformat(),
        "open": [
            {
                "item": each.work.code,
                "division": each.work.division,
                "due": each.work.due,
                "next": each.on,
                "rung": each.rung,
                "rests": each.rests,
                "hears": each.hearer,
            }
            for each in ahead
        ],
        "findings": [{**asdict(finding), "fault": finding.is_fault} for finding in found],
    }


def _line(finding: Finding) -> str:
    return " ".join(filter(None, (f"{finding.kind}:", finding.row, finding.item, finding.division, finding.detail)))
