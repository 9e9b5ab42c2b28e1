"""Pictures and files: what was received, what is not taken, and what could not be kept."""

from collections.abc import Sequence
from typing import Final

from messages import flex
from messages.pack import Message, text, with_quick
from messages.rows import QUICK_LISTS
from messages.thai import join_thai
from messages.wording import wording

# Why a file could not be kept, as `documents.contents` and the fetching call it.
REASONS: Final = (
    "preparing",
    "gone",
    "unreachable",
    "empty",
    "too_large",
    "web_page",
    "program",
    "archive",
    "locked",
    "macros",
    "bomb",
    "damaged",
    "unknown",
)
MEGABYTE = 1024 * 1024


def what(*, pictures: int, names: Sequence[str], links: int) -> str:
    """ภาพถ่าย 3 ภาพ และไฟล์ “รายงาน.pdf”."""
    said = wording("file", count=pictures, name=flex.one_line(names[0], 120) if names else "", files=len(names))
    parts = [said["pictures"]] if pictures else []
    parts += [said["one_file"] if len(names) == 1 else said["many_files"]] if names else []
    return join_thai([*parts, *([said["links"]] if links else [])])


def pictures_named(count: int) -> str:
    return wording("file", count=count)["pictures"]


def not_taken() -> list[Message]:
    return with_quick([text(wording("file")["not_taken"])], QUICK_LISTS)


def too_large(limit: int) -> list[Message]:
    return with_quick([text(wording("file", limit=limit // MEGABYTE)["too_large_now"])], QUICK_LISTS)


def not_kept(why: str, *, salutation: str, name: str, code: str | None, limit: int) -> list[Message]:
    """The push to whoever sent it."""
    said = wording(
        "file",
        why=why if why in REASONS else "unknown",
        salutation=flex.one_line(salutation, 200),
        name=flex.one_line(name, 160) if name else "",
        code=code or "",
        limit=limit // MEGABYTE,
    )
    return with_quick([text(said["not_kept"])], QUICK_LISTS)
