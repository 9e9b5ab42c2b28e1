"""The office's own chain of approval: its posts, who holds each of them today, and who acts for whom."""

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from documents.text import key
from messages import thai
from models import approvals, queries
from models.approvals import ChainPost, ChainSource, Level
from models.errors import DomainError
from models.office import Division, Office
from models.people import Member

CHIEF: Final = "ผู้บริหาร"  # the one level of an office that has not set its chain
MOST_POSTS: Final = 10

_ACTING: Final = re.compile(r"^(?:ผู้)?(?:ปฏิบัติหน้าที่|รักษาราชการแทน|รักษาการแทน|รักษาการในตำแหน่ง|รักษาการ)")
# ปลัดเทศบาล, ปลัด อบต.บางตัวอย่าง and ปลัด are one post of one office.
_OF_OFFICE: Final = re.compile(r"(?:เทศมนตรี|เทศบาล|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบต|อบจ).*$")
_DIRECTOR: Final = re.compile(r"^ผู้อำนวยการ")


def post_key(title: str) -> str:
    """What the spellings of one post have in common."""
    said = _ACTING.sub("", key(title)).removeprefix("ท่าน").rstrip("ฯ")
    said = _DIRECTOR.sub("ผอ", said).replace("สำนักงานปลัด", "สำนักปลัด")
    return _OF_OFFICE.sub("", said) or said


def same_post(one: str, other: str) -> bool:
    """A title cut short with ฯ is any that goes on from there."""
    first, second = post_key(one), post_key(other)
    if not first or not second:
        return False
    if first == second:
        return True
    return (one.strip().endswith("ฯ") and second.startswith(first)) or (
        other.strip().endswith("ฯ") and first.startswith(second)
    )


def levels_of(session: Session, office: Office) -> list[Level]:
    """Who decides at each level today, lowest first. Without a chain it is the one chief; with none or several of
    them nothing can be said, and the list is empty."""
    members = queries.members_of(session, office)
    posts = approvals.chain_of(session, office.id)
    return levels(posts, members, queries.divisions_of(session, office))


def levels(posts: Sequence[ChainPost], members: Sequence[Member], divisions: Sequence[Division]) -> list[Level]:
    if posts:
        return [_level(post, posts, members, divisions) for post in posts]
    chiefs = [m for m in members if m.role == "chief" and m.reachable]
    return [Level(chiefs[0].post or CHIEF, chiefs[0])] if len(chiefs) == 1 else []


def _level(
    post: ChainPost, posts: Sequence[ChainPost], members: Sequence[Member], divisions: Sequence[Division]
) -> Level:
    title, acting, seen = post.title, "", {post_key(post.title)}
    following: ChainPost | None = post
    while following is not None and following.acting_post and post_key(following.acting_post) not in seen:
        title = acting = following.acting_post
        seen.add(post_key(title))
        following = next((p for p in posts if same_post(p.title, title)), None)
    holders = _holders(title, members, divisions)
    asked = next((m for m in holders if m.reachable), None)
    left = next((m for m in holders if not m.reachable), None) if asked is None else None
    return Level(post.title, asked, acting, left)


def _holders(title: str, members: Sequence[Member], divisions: Sequence[Division]) -> list[Member]:
    """Whoever registered for the post, the last one first; else who heads the division whose head it is."""
    newest = sorted((m for m in members if m.erased_at is None), key=lambda m: m.id, reverse=True)
    named = [m for m in newest if m.post and same_post(m.post, title)]
    if named:
        return named
    headed = {d.id for d in divisions if _is_head(d, title)}
    return [
        m
        for role in ("head", "coordinator")
        for m in newest
        if m.role == role and any(d.id in headed for d in m.divisions)
    ]


def _is_head(division: Division, title: str) -> bool:
    titles = (division.head_title, f"หัวหน้า{division.name}", thai.head_of(division.name))
    return any(same_post(known, title) for known in titles if known)


def known_posts(session: Session, office: Office) -> list[str]:
    """Every post that the chain speaks of, those that act included."""
    posts = approvals.chain_of(session, office.id)
    return list(dict.fromkeys([p.title for p in posts] + [p.acting_post for p in posts if p.acting_post]))


def checked_post(session: Session, office: Office, post: str) -> str:
    """The post as it is kept. An office with a chain gives out its own posts only: a slip would leave one vacant."""
    post = " ".join(post.split())
    if len(post) > 200:
        raise DomainError("ชื่อตำแหน่งยาวเกิน 200 ตัวอักษร")
    known = known_posts(session, office)
    if post and known and not any(same_post(title, post) for title in known):
        raise DomainError(f"ไม่พบตำแหน่ง {post} ในสายการเสนอของหน่วยงาน ซึ่งมี {' · '.join(known)}")
    return post


def set_chain(session: Session, office_id: int, posts: Sequence[tuple[str, str]], source: ChainSource) -> bool:
    """The chain becomes these posts, each with the one that acts for it. Returns whether anything changed."""
    rows = list(approvals.chain_of(session, office_id))
    if [(row.title, row.acting_post) for row in rows] == list(posts) and all(row.source == source for row in rows):
        return False
    for row in rows[len(posts) :]:
        session.delete(row)
    for position, (title, acting) in enumerate(posts, start=1):
        if position <= len(rows):
            row = rows[position - 1]
        else:
            row = ChainPost(office_id=office_id, position=position)
            session.add(row)
        row.position, row.title, row.acting_post, row.source = position, title, acting, source
    session.flush()
    return True


def problem(posts: Sequence[tuple[str, str]]) -> str | None:
    """Why these posts can be no chain, in Thai; None when they can."""
    titles = [title for title, _ in posts]
    if any(not post_key(title) for title in titles):
        return "มีตำแหน่งที่ยังไม่ได้ระบุชื่อ"
    if any(len(text) > 200 for pair in posts for text in pair):
        return "ชื่อตำแหน่งยาวเกิน 200 ตัวอักษร"
    if len(titles) > MOST_POSTS:
        return f"สายการเสนอมีได้ไม่เกิน {MOST_POSTS} ระดับ"
    double = next((t for n, t in enumerate(titles) if any(same_post(t, other) for other in titles[:n])), None)
    if double is not None:
        return f"ตำแหน่ง {double} ซ้ำกันในสายการเสนอ"
    own = next((title for title, acting in posts if acting and same_post(title, acting)), None)
    if own is not None:
        return f"ตำแหน่ง {own} ปฏิบัติหน้าที่แทนตนเองไม่ได้"
    return _circle(posts)


def _circle(posts: Sequence[tuple[str, str]]) -> str | None:
    for title, acting in posts:
        seen, at = [title], acting
        while at:
            if any(same_post(at, known) for known in seen):
                return f"การปฏิบัติหน้าที่แทนของ {title} วนกลับมาที่เดิม"
            seen.append(at)
            at = next((acts for name, acts in posts if same_post(name, at)), "")
    return None
