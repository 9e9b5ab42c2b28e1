"""`tamngan office | invite | status`: setting an office up and reading its register."""

from datetime import date
from pathlib import Path

import click

from bot.cli import chains, channels, policies, reports, shifting
from bot.cli.common import database, division_named, office_named, print_json
from bot.vault import ChannelSecrets
from documents import chain, loading, views
from documents.papers_in.files import read_files
from documents.workbook.template import write_template
from models import queries
from models.clock import local_date, utc_now
from models.errors import DomainError
from models.invites import issue
from models.office import Office
from models.register import WorkItem
from models.words import Role
from scheduler import riding


@click.group()
def office() -> None:
    """The office's workbook."""


@office.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def template(out: Path) -> None:
    """Write an empty office workbook to fill in."""
    write_template(out)
    click.echo(f"บันทึกแบบฟอร์มแล้วที่ {out}")


@office.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--office", "slug", help="the office's รหัส, for Word and CSV files without a workbook")
@click.option("--year", type=int, help="the assessment year (B.E.) of Word and CSV files; else the current round's")
@click.option("--dry-run", is_flag=True, help="say what would change, change nothing")
@click.option("--json", "as_json", is_flag=True, help="print JSON")
def load(files: tuple[Path, ...], slug: str | None, year: int | None, dry_run: bool, as_json: bool) -> None:
    """Create or update an office from its workbook, its papers (.docx, .csv, .tsv), or both."""
    read = read_files(files)
    with database() as opened, opened.write() as session:
        now = utc_now()
        plan, reading = read.plan(session, slug, year)
        result = loading.load(session, plan, now, seal=_sealed)
        riding.say_anew(session, office_named(session, result.office), now)
        if dry_run:
            session.rollback()
    if as_json:
        print_json({**result.to_json(), **({"read": reading.counts} if reading else {}), "dry_run": dry_run})
    else:
        click.echo("\n".join([*([reading.sentence()] if reading else []), *result.sentences()]))
        if dry_run:
            click.echo("(ทดลองอ่านเท่านั้น ยังไม่ได้บันทึก)")


def _sealed(secret: str, token: str) -> str:
    return channels.vault().seal(ChannelSecrets((secret,), token))


office.add_command(policies.holidays)
office.add_command(policies.policy)
office.add_command(shifting.shift)
office.add_command(chains.chain)
office.add_command(reports.templates)


@click.command()
@click.option("--office", "slug", required=True, help="the office's รหัส")
@click.option("--role", type=click.Choice(["head", "staff", "coordinator", "chief"]), required=True)
@click.option("--division", help="needed for head and staff")
@click.option("--post", default="", help="the post held in the chain of approval: รองปลัด, ปลัด, นายก")
def invite(slug: str, role: Role, division: str | None, post: str) -> None:
    """Print a one-time registration code."""
    with database() as opened, opened.write() as session:
        found = office_named(session, slug)
        named = division_named(found, division) if division else None
        if named is None and role in ("head", "staff"):
            raise DomainError("โปรดระบุ --division ชื่อส่วนราชการ สำหรับหัวหน้าส่วนราชการและเจ้าหน้าที่")
        post = chain.checked_post(session, found, post)
        code = issue(session, found, role, named, utc_now(), post)
    click.echo(code)


@click.command()
@click.option("--office", "slug", required=True, help="the office's รหัส")
@click.option("--json", "as_json", is_flag=True, help="print JSON")
def status(slug: str, as_json: bool) -> None:
    """The register of the current round."""
    today = local_date(utc_now())
    with database() as opened, opened.read() as session:
        found = office_named(session, slug)
        items = queries.items_of_round(session, found)
        report = {
            "office": found.slug,
            "items": [_item(item, found) for item in items],
            "totals": _totals(items, found, today),
        }
    if as_json:
        print_json(report)
        return
    click.echo(found.name)
    for item in items:
        view = views.item_view(item, found, today)
        click.echo(f"{view.code}\t{view.status}\t{view.due or '-'}\t{' '.join(view.owners()) or '-'}\t{view.title}")


def _item(item: WorkItem, found: Office) -> dict[str, object]:
    return {
        "code": item.code,
        "kind": item.kind,
        "title": item.title,
        "due": item.due,
        "status": item.status(review_on=found.review_on),
        "web_status": item.web_status,
        "url": item.url or None,
        "assignments": [
            {
                "division": views.owner_name(a),
                "status": a.status,
                "due": a.due_on,
                "last_report": a.reported_at.isoformat() if a.reported_at else None,
            }
            for a in item.assignments
        ],
    }


def _totals(items: list[WorkItem], found: Office, today: date) -> dict[str, int]:
    """O-items and measures; calendar steps are listed but not counted."""
    tally = views.tally(views.counted(items), found, today)
    return {
        "items": tally.total,
        "done": tally.done,
        "in_progress": tally.in_progress,
        "not_started": tally.not_started,
        "not_reported": tally.not_reported,
        "missing": tally.open,
        "overdue": tally.overdue,
        "percent": tally.percent,
    }
