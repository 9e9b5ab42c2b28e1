"""Two items printed as one row (๘ and ๙ run together): taken apart where ticks and titles show how, and doubted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from documents.papers_in.desk import Desk, read_owners
from documents.papers_in.marks import MarkColumn, tick_tokens
from documents.papers_in.o_items import Draft
from documents.papers_in.titles import known_titles, place_of
from messages.thai import join_thai

_LISTS: Final = ("presented", "owners", "url", "due")


def apart(drafts: Sequence[Draft], desk: Desk) -> list[Draft]:
    """Every draft as one item; what cannot be told apart stays with each item, without a status."""
    printed = {number for draft in drafts for number in draft.numbers}
    found: list[Draft] = []
    for draft in drafts:
        numbers = _numbers(draft, printed)
        found += [draft] if len(numbers) == 1 else _split(draft, numbers, desk)
    return found


def _numbers(draft: Draft, printed: set[int]) -> tuple[int, ...]:
    """The numbers a row stands for: those in its cell, or as many as each column has ticks, if the next are missing."""
    if len(draft.numbers) > 1:
        return draft.numbers
    counts = {len(tick_tokens(text)) for _, text in draft.marks}
    if not draft.marks or len(counts) != 1 or (count := counts.pop()) < 2:
        return draft.numbers
    first = draft.numbers[0]
    following = tuple(range(first, first + count))
    return following if not printed & set(following[1:]) else draft.numbers


def _split(draft: Draft, numbers: tuple[int, ...], desk: Desk) -> list[Draft]:
    codes = join_thai(f"O{number}" for number in numbers)
    marks = _marks(draft.marks, len(numbers))
    how = "อ่านเครื่องหมายตามลำดับ" if marks else "แยกเครื่องหมายไม่ได้ จึงยังไม่ทราบสถานะ"
    reason = f"แถวนี้พิมพ์ {codes} รวมกัน ระบบแยกเป็น {len(numbers)} ข้อและ{how} โปรดตรวจสอบ"
    titles = _titles(draft.texts["title"], numbers, desk.year)
    lists = {name: _pieces(draft.texts[name], len(numbers), desk, owners=name == "owners") for name in _LISTS}
    return [
        replace(
            draft,
            numbers=(number,),
            texts={**draft.texts, "title": titles[at], **{name: lists[name][at] for name in _LISTS}},
            marks=marks[at] if marks else [(column, "") for column, _ in draft.marks],
            reasons=[*draft.reasons, reason],
        )
        for at, number in enumerate(numbers)
    ]


def _marks(marks: Sequence[tuple[MarkColumn, str]], count: int) -> list[list[tuple[MarkColumn, str]]]:
    tokens = [tick_tokens(text) for _, text in marks]
    if not marks or any(len(column) != count for column in tokens):
        return []
    return [[(column, said[at]) for (column, _), said in zip(marks, tokens, strict=True)] for at in range(count)]


def _titles(text: str, numbers: tuple[int, ...], year: int) -> list[str]:
    """The title cell cut where the following items' titles begin; uncut where they cannot be found."""
    known = known_titles(year)
    rest, found = text, []
    for number in numbers[1:]:
        at = place_of(rest, known.get(f"O{number}", ()))
        if at is None:
            return _by_lines(text, numbers)
        found.append(rest[:at].strip())
        rest = rest[at:]
    return [*found, rest.strip()]


def _by_lines(text: str, numbers: tuple[int, ...]) -> list[str]:
    lines = text.split("\n")
    return lines if len(lines) == len(numbers) else [text] * len(numbers)


def _pieces(text: str, count: int, desk: Desk, *, owners: bool) -> list[str]:
    lines = text.split("\n")
    if len(lines) == count:
        return lines
    words = text.split()
    if owners and words and len(words) % count == 0:
        size = len(words) // count
        each = [" ".join(words[at : at + size]) for at in range(0, len(words), size)]
        if all(
            read.divisions and not read.unread for read in (read_owners(desk.book, one, persons=False) for one in each)
        ):
            return each
    return [text] * count
