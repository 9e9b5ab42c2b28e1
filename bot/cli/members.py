"""`tamngan member list | erase`: who is registered, and erasing somebody who asked for it on paper."""

import click

from bot.cli.common import database, office_named, print_json
from documents.views import called
from messages.thai import thai_datetime
from messages.words import ROLE_WORDS
from models import erasing, holding, queries
from models.clock import utc_now
from models.errors import DomainError
from models.people import Member


@click.group()
def member() -> None:
    """The people registered in LINE."""


@member.command("list")
@click.option("--office", "slug", required=True, help="the office's รหัส")
@click.option("--json", "as_json", is_flag=True, help="print JSON")
def list_(slug: str, as_json: bool) -> None:
    """Everybody ever registered, with the id that `erase` asks for; never their LINE id."""
    with database() as opened, opened.read() as session:
        found = [_told(one) for one in queries.members_of(session, office_named(session, slug))]
        lines = [_line(one) for one in queries.members_of(session, office_named(session, slug))]
    if as_json:
        print_json({"office": slug, "members": found})
    else:
        click.echo("\n".join(lines) if lines else "ยังไม่มีผู้ลงทะเบียน")


@member.command()
@click.option("--office", "slug", required=True, help="the office's รหัส")
@click.option("--id", "member_id", type=int, required=True, help="as `tamngan member list` shows it")
@click.option("--yes", is_flag=True, help="erase; without it: only say what would be erased")
def erase(slug: str, member_id: int, yes: bool) -> None:
    """Erase a person's name, LINE id and messages; the office's record stays."""
    with database() as opened, opened.write() as session:
        office = office_named(session, slug)
        holding.hold(session, office.id)
        members = queries.members_of(session, office)
        found = next((one for one in members if one.id == member_id), None)
        if found is None:
            raise DomainError(f"ไม่พบผู้ลงทะเบียนหมายเลข {member_id} ในหน่วยงาน {slug}")
        if found.erased_at is not None:
            raise DomainError(f"ผู้ลงทะเบียนหมายเลข {member_id} ลบข้อมูลไปแล้วเมื่อ {thai_datetime(found.erased_at)}")
        name, role = called(found), ROLE_WORDS[found.role]
        alone, last = erasing.heirs(members, found)
        if yes:
            erasing.erase(session, found, role, utc_now())
    click.echo(f"ลบข้อมูลของ {name} แล้ว" if yes else f"จะลบข้อมูลของ {name} ({role}) โปรดสั่งอีกครั้งพร้อม --yes")
    if last:
        click.echo("หน่วยงานไม่มีผู้ประสานงาน ITA คนอื่น โปรดออกรหัสใหม่ด้วย tamngan invite")
    if alone:
        click.echo(f"ไม่มีผู้รับการเตือนแทนใน {' · '.join(d.name for d in alone)}")


def _told(one: Member) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.display_name,
        "role": one.role,
        "post": one.post,
        "divisions": [d.name for d in one.divisions],
        "registered_at": one.registered_at.isoformat(),
        "consented_at": one.consented_at.isoformat() if one.consented_at else None,
        "blocked_at": one.blocked_at.isoformat() if one.blocked_at else None,
        "erased_at": one.erased_at.isoformat() if one.erased_at else None,
    }


def _line(one: Member) -> str:
    state = "ลบข้อมูลแล้ว" if one.erased_at else "ปิดรับข้อความ" if one.blocked_at else "รับข้อความได้"
    consented = f"ยินยอม {thai_datetime(one.consented_at)}" if one.consented_at else "ยังไม่มีบันทึกความยินยอม"
    divisions = " ".join(d.name for d in one.divisions) or "-"
    registered = f"ลงทะเบียน {thai_datetime(one.registered_at)}"
    return "\t".join((str(one.id), called(one), ROLE_WORDS[one.role], divisions, registered, consented, state))
