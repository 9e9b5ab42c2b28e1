"""Reports of state: which items, which state each, through lists, exceptions and corrections. What does not pair off
plainly is no report: the caller asks back."""

import re
from dataclasses import dataclass, field
from typing import Final

from handlers.intents import StatusChange
from handlers.understanding import states
from handlers.understanding.marking import Item, Marked, sorted_codes
from handlers.understanding.patterns import cues
from handlers.understanding.states import StateSpan
from models.words import Status

_SPLIT: Final = re.compile(r"\n|;")


@dataclass
class _Group:
    """Items named together, and the states said of them."""

    codes: list[str]
    start: int
    end: int
    said: list[StateSpan] = field(default_factory=list)
    excepted: bool = False


@dataclass(frozen=True)
class Reading:
    """What a line reports. `changes` is None when it does not pair off; `open` are items that no state was said of."""

    changes: tuple[StatusChange, ...] | None
    open: tuple[str, ...] = ()
    only: Status | None = None  # the single state the line speaks of, items or none
    weak: bool = False  # only what is awaited or lacking is said
    maybe: bool = False  # plans and wishes are spoken of, and no state


def read(marked: Marked, asked: tuple[str, ...] = ()) -> Reading:
    """The report in a marked line; `asked` are the items that the bot's question was about."""
    text = marked.text
    spans = _without_former(text, list(states.find(text)))
    only = states.together(spans)
    groups = _groups(marked)
    if not groups:
        if asked and only and not any(s.state == "maybe" for s in spans if not _other_says(spans)):
            return Reading(_for_asked(text, spans, asked, only), only=only, weak=all(s.weak for s in spans))
        return Reading(None, only=only)
    if not any(span.state != "maybe" for span in spans):
        return Reading(None, open=tuple(code for group in groups for code in group.codes), only=None, maybe=bool(spans))
    if asked and _about_asked_first(text, groups, spans):
        groups.insert(0, _Group(list(asked), 0, 0))  # «เสร็จหมด ยกเว้น O2», «ลงเว็บแล้ว แต่ข้อ 13 ยังทำอยู่»
    if (respective := _respectively(text, groups, spans)) is not None:
        return respective
    groups, spans = _corrected(text, groups, spans)
    groups = _with_the_rest(text, groups, asked)
    return _paired(text, groups, spans, only)


def refuted(marked: Marked) -> frozenset[str]:
    """Items that are named only to be denied: «เป็นของ O9 ไม่ใช่ O8»."""
    named = [thing for place, thing in marked.item_marks() if not cues.REFUTED.search(marked.text[:place])]
    return frozenset(marked.items) - {code for thing in named for code in thing.codes}


def _other_says(spans: list[StateSpan]) -> bool:
    return any(span.state in ("in_progress", "not_started") for span in spans)


def _for_asked(
    text: str, spans: list[StateSpan], asked: tuple[str, ...], only: Status
) -> tuple[StatusChange, ...] | None:
    if len(asked) > 1 and len({s.state for s in spans if not s.weak}) > 1:
        return None  # «เสร็จไปข้อนึงแล้ว อีกข้อยังทำอยู่»: which?
    if len(asked) > 1 and cues.ONE_OF_SEVERAL.search(text):
        return None
    return tuple(StatusChange(code, only) for code in asked)


def _without_former(text: str, spans: list[StateSpan]) -> list[StateSpan]:
    """«จากกำลังทำเป็นเสร็จ», «กำลังทำ ไม่ใช่เสร็จ»: what was, or is denied, is not the state that is."""
    spans = [s for s in spans if not _is_denied(text, s)] or spans
    return [s for s in spans if not cues.FORMER_STATE.search(text[: s.start]) or s is spans[-1]]


def _is_denied(text: str, span: StateSpan) -> bool:
    """«ไม่ใช่เสร็จ», «ลงว่าเสร็จไว้ผิด»."""
    return bool(cues.DENIED_STATE.search(text[: span.start]) or cues.WRONGLY_SAID.match(text, span.end))


def _groups(marked: Marked) -> list[_Group]:
    """Neighbouring items with only joining words between them make one group."""
    groups: list[_Group] = []
    for place, thing in marked.item_marks():
        between = marked.text[groups[-1].end : place] if groups else ""
        is_title = bool(groups) and _is_title_of(groups[-1], thing)
        if is_title and not _SPLIT.search(between):
            groups[-1].end = place + 1  # «ข้อ 26 ประกาศเจตนารมณ์»: the code and its title
        elif groups and not is_title and not thing.again and _is_joining(between):
            groups[-1].codes += thing.codes
            groups[-1].end = place + 1
        else:
            groups.append(_Group(list(thing.codes), place, place + 1))
    return groups


def _about_asked_first(text: str, groups: list[_Group], spans: list[StateSpan]) -> bool:
    first = groups[0]
    lead = [s for s in spans if s.end <= first.start]
    if not lead or states.together(lead) is None:
        return False
    between = text[lead[-1].end : first.start]
    follows = any(s.start >= first.end for s in spans) or cues.LEFT_OUT.search(between)
    return bool(follows) and cues.SET_APART.search(between) is not None


def _is_joining(between: str) -> bool:
    return "\n" not in between and cues.JOINED.fullmatch(between) is not None


def _is_title_of(group: _Group, thing: Item) -> bool:
    return thing.by_title and set(thing.codes) <= set(group.codes)


def _corrected(text: str, groups: list[_Group], spans: list[StateSpan]) -> tuple[list[_Group], list[StateSpan]]:
    """What was taken back inside the line is forgotten: «O11 เสร็จ เอ้ย O12», «เสร็จ เอ้ย กำลังทำ»."""
    for match in cues.CORRECTION.finditer(text):
        if text.startswith("ไม่ใช่", match.end() + text[match.end() :].startswith(" ")):
            continue  # «โทษที ไม่ใช่ O3»: the denial says it all
        before = [g for g in groups if g.end <= match.start()]
        after = [g for g in groups if g.start >= match.end()]
        later = [s for s in spans if s.start >= match.end()]
        if after and _refutes(text, match, before, after[0]):
            groups = _without_refuted(groups, before, after[0])
        elif match.group(0) == "ต่างหาก":
            continue
        elif after and before:  # the item changes, and the state too if one is said after it
            groups, spans = _put_right(groups, before, after, spans, match)
        elif before and any(s.state != "maybe" for s in later):
            spans = later  # the item stays, the state changes
    return groups, spans


def _put_right(
    groups: list[_Group], before: list[_Group], after: list[_Group], spans: list[StateSpan], match: re.Match[str]
) -> tuple[list[_Group], list[StateSpan]]:
    """What comes after replaces the same items named before it, or else the last of them; the others stand."""
    named = {code for group in after for code in group.codes}
    wrong = [g for g in before if set(g.codes) & named] or before[-1:]
    said_after = any(s.state != "maybe" for s in spans if s.start >= match.end())
    first = min(g.start for g in wrong)
    if not said_after:
        return [g for g in groups if g not in wrong], spans
    kept = [s for s in spans if s.end <= first or s.start >= match.end()]
    return [g for g in groups if g not in wrong and not first < g.start < match.start()], kept


def _refutes(text: str, match: re.Match[str], before: list[_Group], following: _Group) -> bool:
    """«ไม่ใช่ O16» denies the item that follows, unless it only cries out: «O15 เอ้ย ไม่ใช่ O16»."""
    said_again = any(set(following.codes) <= set(group.codes) for group in before)
    cries_out = cues.OOPS_BEFORE.search(text[: match.start()]) and not said_again
    if not match.group(0).startswith("ไม่ใช่") or cries_out:
        return False
    return re.fullmatch(r"\s*(?:ข้อ)?\s*", text[match.end() : following.start]) is not None


def _without_refuted(groups: list[_Group], before: list[_Group], refuted: _Group) -> list[_Group]:
    """Whether it stands before or after the right item, what is denied is left out."""
    rest = [g for g in groups if g is not refuted]
    if not rest:
        return groups
    for group in before:
        group.codes = [code for code in group.codes if code not in refuted.codes]
    return [g for g in rest if g.codes]


def _respectively(text: str, groups: list[_Group], spans: list[StateSpan]) -> Reading | None:
    """«O14 O15 O16 ตามลำดับ: เสร็จ / เสร็จ / กำลังทำ»."""
    codes = [code for group in groups for code in group.codes]
    said = [span.state for span in spans if span.state != "maybe"]
    if "ตามลำดับ" not in text or len(codes) < 2 or len(codes) != len(said):
        return None
    paired = dict(zip(codes, said, strict=True))
    return Reading(tuple(StatusChange(code, paired[code]) for code in sorted_codes(codes)), only=states.together(spans))


def _with_the_rest(text: str, groups: list[_Group], asked: tuple[str, ...]) -> list[_Group]:
    """«ที่เหลือ», «อีกสองข้อ»: the items asked about, or those listed first, that are not spoken of elsewhere."""
    match = cues.THE_REST.search(text)
    if match is None:
        return groups
    everything = list(asked)
    if not everything and len(groups) > 1 and set(groups[0].codes) > {c for g in groups[1:] for c in g.codes}:
        everything, groups = groups[0].codes, groups[1:]
    rest = [code for code in everything if not any(code in g.codes for g in groups)]
    if not rest:
        return groups
    return sorted([*groups, _Group(rest, match.start(), match.end())], key=lambda g: g.start)


def _paired(text: str, groups: list[_Group], spans: list[StateSpan], only: Status | None) -> Reading:
    groups = [g for g in groups if len(groups) == 1 or not cues.SOMEBODY_ELSES.match(text[g.end :])]
    if not groups:
        return Reading(None, only=only)
    _give_states(text, groups, spans)
    changes: dict[str, Status] = {}
    sizes: dict[str, int] = {}  # how many items the state of each was said of together
    unsaid: list[str] = []
    for index, group in enumerate(groups):
        status = states.together(group.said)
        if status is None and any(s.state != "maybe" for s in group.said):
            return Reading(None, only=only)  # contradictory
        if status is None and group.said:
            return Reading(None, open=tuple(group.codes), maybe=True)
        if status is None and group.excepted:
            for code in group.codes:
                changes.pop(code, None)
            continue
        if status is None:
            status = _state_of_next(text, groups, index)
        if status is None:
            unsaid += group.codes
            continue
        for code in group.codes:
            if (
                changes.get(code, status) != status
                and sizes[code] == len(group.codes)
                and not cues.CORRECTION.search(text)
            ):
                return Reading(None, only=only)  # two states for one item
            if code in changes and sizes[code] < len(group.codes):
                continue  # «เว้น O4 ที่กำลังแก้ นอกนั้น O1-O6 เสร็จ»: what is said of O4 alone stays
            changes[code] = status
            sizes[code] = len(group.codes)
    unsaid = [code for code in unsaid if code not in changes]
    if not changes:
        return Reading(None, open=tuple(unsaid), only=only)
    told = tuple(StatusChange(code, changes[code]) for code in sorted_codes(tuple(changes)))
    return Reading(told, open=tuple(unsaid), only=only)


def _give_states(text: str, groups: list[_Group], spans: list[StateSpan]) -> None:
    """Each state to the items it is said of."""
    leading = bool(spans) and spans[0].start < groups[0].start and not any(s.start >= groups[-1].end for s in spans)
    for span in spans:
        owner = _owner(text, groups, span, leading=leading)
        if owner is not None:
            owner.said.append(span)
    for group in groups:
        set_to = [s for s in group.said if cues.SET_STATE_TO.search(text[: s.start])]
        group.said = set_to or group.said
        following = [s for s in group.said if s.start >= group.end]
        if any(not s.weak for s in following) and len(following) < len(group.said):
            group.said = following  # what stands before all items gives way to what is said of them
        before = text[max(0, group.start - 14) : group.start]
        group.excepted = cues.EXCEPTED_BEFORE.search(before) is not None


def _state_of_next(text: str, groups: list[_Group], index: int) -> Status | None:
    """«O1 และ (ข้อของเรา) O2 เสร็จ»: of items that nothing is said of, what is said of those they are joined to."""
    following = next((g for g in groups[index + 1 :] if g.said), None)
    if following is None or groups[index].said or not _joined_by_and(text, groups[index], groups[index + 1]):
        return None
    return states.together(following.said)


def _joined_by_and(text: str, group: _Group, following: _Group) -> bool:
    between = text[group.end : following.start]
    return len(between) < 40 and cues.GOES_ON.search(between) is not None and not cues.SETS_OFF.search(between)


def _owner(text: str, groups: list[_Group], span: StateSpan, *, leading: bool) -> _Group | None:
    """Whose state it is: of the items before it, or of those after when the line puts states first."""
    within = [g for g in groups if span.start <= g.start and g.end <= span.end]
    if within and span.state != "maybe":
        return within[0]
    before = [g for g in groups if g.end <= span.start]
    after = [g for g in groups if g.start >= span.end]
    if leading and after:
        return after[0]
    if after and states.is_sign_before(text, span) and not text[span.end : after[0].start].strip():
        return after[0]
    if after and span.weak and cues.ONLY_THESE.fullmatch(text[span.end : after[0].start]):
        return after[0]  # «เหลือ 20 ที่กำลังแก้อยู่»
    here = text.rfind("\n", 0, span.start) + 1
    if after and before and before[-1].start < here and "\n" not in text[span.end : after[0].start]:
        return after[0]  # each line for itself
    if before and after:
        set_off = _SPLIT.search(text[before[-1].end : span.start])
        return after[0] if set_off and cues.OF_THESE.fullmatch(text[span.end : after[0].start]) else before[-1]
    if before:
        return before[-1]
    return after[0] if after else None
