"""`tamngan office chain`: through which posts a paper is approved, who holds them, and who acts for whom."""

from typing import Any

import click
from sqlalchemy.orm import Session

from bot.cli.common import database, office_named, print_json
from documents import chain as chains
from documents import views
from models import approvals
from models.errors import DomainError
from models.office import Office


@click.command()
@click.option("--office", "slug", required=True, help="the office's รหัส")
@click.option("--set", "posts", multiple=True, metavar="POST", help="a post of the chain, lowest first; repeat it")
@click.option("--acting", multiple=True, metavar="POST=POST", help='"นายก=ปลัด": the ปลัด acts for the นายก')
@click.option("--clear-acting", "cleared", multiple=True, metavar="POST", help="the post's own holder decides again")
@click.option("--default", "forget", is_flag=True, help="forget the chain: the workbook's next load, or the one chief")
@click.option("--json", "as_json", is_flag=True, help="print JSON")
def chain(
    slug: str, posts: tuple[str, ...], acting: tuple[str, ...], cleared: tuple[str, ...], forget: bool, as_json: bool
) -> None:
    """Show or set the chain of approval; without an option it shows."""
    if forget and (posts or acting or cleared):
        raise click.UsageError("--default stands alone")
    with database() as opened:
        if forget or posts or acting or cleared:
            with opened.write() as session:
                found = office_named(session, slug)
                wanted = [] if forget else _wanted(session, found, posts, acting, cleared)
                chains.set_chain(session, found.id, wanted, "office")
        with opened.read() as session:
            shown = _shown(session, office_named(session, slug))
    if as_json:
        print_json(shown)
    else:
        click.echo("\n".join(_sentences(shown)))


def _wanted(
    session: Session, office: Office, posts: tuple[str, ...], acting: tuple[str, ...], cleared: tuple[str, ...]
) -> list[tuple[str, str]]:
    """The chain as it is to be; a post that is set again keeps who acts for it."""
    known = [(row.title, row.acting_post) for row in approvals.chain_of(session, office.id)]
    if posts:
        wanted = [
            (title, next((a for t, a in known if chains.same_post(t, title)), "")) for title in map(_plain, posts)
        ]
    else:
        wanted = known
    if not wanted:
        raise DomainError("ยังไม่มีสายการเสนอ โปรดกำหนดก่อนด้วย --set ทีละตำแหน่งจากระดับแรก")
    for pair in acting:
        post, is_pair, acts = (_plain(part) for part in pair.partition("="))
        if not (post and is_pair and acts):
            raise DomainError(f'อ่าน --acting "{pair}" ไม่ได้ โปรดพิมพ์เป็น "นายก=ปลัด"')
        wanted = _with_acting(wanted, post, acts)
    for post in cleared:
        wanted = _with_acting(wanted, _plain(post), "")
    if problem := chains.problem(wanted):
        raise DomainError(f"{problem} สายการเสนอยังคงเดิม")
    return wanted


def _with_acting(chain: list[tuple[str, str]], post: str, acts: str) -> list[tuple[str, str]]:
    if not any(chains.same_post(title, post) for title, _ in chain):
        raise DomainError(f"ไม่พบตำแหน่ง {post} ในสายการเสนอ ซึ่งมี {' · '.join(title for title, _ in chain)}")
    return [(title, acts if chains.same_post(title, post) else before) for title, before in chain]


def _shown(session: Session, office: Office) -> dict[str, Any]:
    levels = chains.levels_of(session, office)
    return {
        "office": office.slug,
        "default": not approvals.chain_of(session, office.id),
        "posts": [
            {
                "position": position,
                "title": level.post,
                "acting_post": level.acting,
                "holder": views.named(level.member) if level.member else None,
                "unreachable": views.named(level.unreachable) if level.unreachable else None,
            }
            for position, level in enumerate(levels, start=1)
        ],
    }


def _sentences(shown: dict[str, Any]) -> list[str]:
    lines = []
    if shown["default"]:
        lines.append("ยังไม่ได้กำหนดสายการเสนอ ระบบเสนอตรงถึงผู้บริหารเมื่อมีผู้บริหารลงทะเบียนไว้ท่านเดียว")
    for post in shown["posts"]:
        acting = f" (ปฏิบัติหน้าที่โดย {post['acting_post']})" if post["acting_post"] else ""
        holder = post["holder"] or (
            f"ข้อความส่งไม่ถึง {post['unreachable']}"
            if post["unreachable"]
            else f'ยังไม่มีผู้ลงทะเบียน: tamngan invite --role chief --post "{post["acting_post"] or post["title"]}"'
        )
        lines.append(f"{post['position']}. {post['title']}{acting}: {holder}")
    return lines


def _plain(text: str) -> str:
    return " ".join(text.split())
