"""Who a cell makes responsible: divisions by every name people use, all of them, and in the calendar persons."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from documents.data import common_divisions, words_for_everyone
from documents.plan import DivisionPlan
from documents.text import arabic, clean, key, one_line

_ALIKE: Final = 85.0  # a misspelt name is at least this like the right one …
_APART: Final = 6.0  # … and this much less like the next
_LONG: Final = 6  # a shorter name is found only alone, never inside other words

_BRACKETS: Final = re.compile(r"\([^()]*\)|\([^()]*$")
_SEPARATORS: Final = re.compile(r"[\n,;/+&]|[○◯●•▪■◦*]|(?:^|(?<=\s))[-–—](?=\s|[ก-๙])|(?:^|(?<=\s))[oO๐0](?=\s+[ก-๙])")
_AND: Final = re.compile(r"\s*(?:และ|กับ)\s*")
_NAY: Final = r"นาย(?!ก(?:เทศ|องค์|เมือง|อบ|ฯ|\s|\.|$))|นางสาว|นาง|น\.\s?ส\.|ว่าที่"
_PERSON: Final = re.compile(rf"(?:{_NAY}|ดร\.|คุณ|[จส]\.\s?[สอตท]\.|พ\.\s?จ\.\s?[ตทอ]\.|ร\.\s?[ตทอ]\.)")
_BEFORE_PERSON: Final = re.compile(rf"(?<=[ก-๙.])\s+(?=(?:{_NAY}))")
_POST: Final = re.compile(
    r"^(?:รักษาราชการแทน|รักษาการ(?:ในตำแหน่ง)?|ปฏิบัติหน้าที่)?\s*"
    r"(?:ผู้อำนวยการ|ผอ\.?|หัวหน้า|หน\.|เจ้าหน้าที่|บุคลากร|พนักงาน)\s*(?:ของ)?"
)
_NUMBERED: Final = re.compile(r"^\(?[0-9๐-๙]{1,2}[.)]\s*")
_NO_LETTER: Final = r"(?![ก-ฮะ-ฺเ-๎])"  # a longer word is another division (กองช่างสุขาภิบาล); ฯ may follow
_UNIT: Final = re.compile(r"^(?:กอง|สำนักงาน|สำนัก|หน่วย|ส่วน|ฝ่าย)")
_LIKE_A_DIVISION: Final = re.compile(r"(?:^|(?<=\s))(?:กอง|สำนัก|หน่วย)[ก-๙]+|ฯลฯ")
_CUT: Final = "ฯ"
_EXCEPT: Final = r"(?:ยกเว้น|(?<!ละ)(?<!งด)เว้น(?:แต่)?|นอกจาก|ไม่(?:ใช่|รวม(?:ถึง)?|นับ))"
_EXCEPT_IN_BRACKETS: Final = re.compile(rf"\(\s*{_EXCEPT}(?P<those>[^()]*)\)?")
_EXCEPT_AFTER: Final = re.compile(rf"{_EXCEPT}(?P<those>.*)$", re.DOTALL)
_NOT_CONCERNED: Final = r"(?:ยัง)?ไม่(?:ได้|ต้อง)?(?:มีส่วน)?(?:เกี่ยวข้อง|รับผิดชอบ|ร่วม|ดำเนินการ)"
_NOT_CONCERNED_IN_BRACKETS: Final = re.compile(rf"\((?P<those>[^()]*?){_NOT_CONCERNED}[^()]*\)?")
_JOIN_IN: Final = re.compile(r"(ร่วม|สนับสนุน|ประสาน)")
_TOGETHER: Final = re.compile(r"ร่วม(?:กับ|ด้วย|สนับสนุน|ดำเนินการ)?|สนับสนุน|ประสาน(?:งาน)?|และ|กับ")


@dataclass
class Owners:
    """What an owner's cell means. `repaired` was read through a repair, `unread` means nothing we know."""

    divisions: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def add(self, names: Iterable[str]) -> None:
        self.divisions += [name for name in names if name not in self.divisions]


class OwnerBook:
    """The divisions of one office by every spelling that means exactly one of them."""

    def __init__(self, divisions: Sequence[DivisionPlan]) -> None:
        self._all = [division.name for division in divisions]
        own: dict[str, set[str]] = {}
        for division in divisions:
            for spelling in (division.name, *division.aliases):
                own.setdefault(key(spelling), set()).add(division.name)
            if division.head_title:
                own.setdefault(key(division.head_title), set()).add(division.name)
        for division in divisions:
            own[key(division.name)] = {division.name}
        self.ambiguous = frozenset(spelling for spelling, names in own.items() if len(names) > 1)
        self._own = {spelling: next(iter(names)) for spelling, names in own.items() if len(names) == 1}
        self._names = dict(self._own)
        inside = {key(name) for name in self._all}
        inside |= {key(a) for d in divisions for a in d.aliases if _UNIT.match(a)} & self._own.keys()
        for spelling, owner, may_stand_inside in _shipped(divisions):
            if spelling not in own and self._names.setdefault(spelling, owner) == owner and may_stand_inside:
                inside.add(spelling)
        self._inside = [
            (_spaced(spelling), self._names[spelling])
            for spelling in sorted(inside, key=len, reverse=True)
            if len(spelling) >= _LONG
        ]
        self._everyone = sorted({key(word) for word in words_for_everyone()}, key=len, reverse=True)

    def read(self, text: str, *, persons: bool = False) -> Owners:
        """Read a cell. With `persons`, what is no division is somebody's name or post."""
        text = clean(text)
        owners = Owners()
        for pattern in (_EXCEPT_IN_BRACKETS, _NOT_CONCERNED_IN_BRACKETS, _EXCEPT_AFTER):
            if m := pattern.search(text):
                outside = f"{text[: m.start()]} {text[m.end() :]}"
                return self._without(text, outside, m["those"], persons=persons)
        if re.search(_NOT_CONCERNED, text):  # who is meant and who is not, nobody can say
            owners.unread.append(one_line(text))
            return owners
        if self._is_everyone(text):
            owners.add(self._all)
            return owners
        for part in self._parts(text):
            self._read_part(part, owners, persons=persons)
        return owners

    def _without(self, text: str, outside: str, those: str, *, persons: bool) -> Owners:
        """Everyone `outside` but `those`: an exception that is not quite clear is for a human to look at."""
        owners, excepted = self.read(outside, persons=persons), self.read(those.strip(" :()"))
        owners.divisions = [name for name in owners.divisions if name not in excepted.divisions]
        if not owners.divisions and not owners.persons:
            return Owners(unread=[one_line(text)])
        if not excepted.divisions or excepted.unread or excepted.repaired or "\n" in those.strip():
            owners.repaired.append(one_line(text))
        return owners

    def _parts(self, text: str) -> list[str]:
        """The cell at its hard separators; ทุกสำนัก/กอง holds together."""
        for word in words_for_everyone():
            if "/" in word:
                text = re.sub(r"\s*/\s*".join(map(re.escape, word.split("/"))), word.replace("/", ""), text)
        outside = _SEPARATORS.sub("\n", _hide_brackets(text))
        outside = _BEFORE_PERSON.sub("\n", outside)
        shown = (_NUMBERED.sub("", one_line(_show_brackets(part))).strip(" .:-") for part in outside.split("\n"))
        return [part for part in shown if part]

    def _read_part(self, part: str, owners: Owners, *, persons: bool) -> None:
        if _PERSON.match(part):
            for one in _AND.split(part) if persons else [part]:
                (owners.persons if persons else owners.unread).append(one)
            return
        if (known := self._known_only(part)) or (known := self._known_only(_BRACKETS.sub(" ", part))):
            owners.add(known)
            self._in_brackets(part, owners)
            return
        pieces = [piece for piece in self._and_pieces(part) if piece]
        if len(pieces) > 1:
            for piece in pieces:
                self._read_part(piece, owners, persons=persons)
            return
        self._read_piece(part, owners, persons=persons)

    def _read_piece(self, piece: str, owners: Owners, *, persons: bool) -> None:
        outside = one_line(_BRACKETS.sub(" ", piece))
        if self._is_everyone(outside):
            owners.add(self._all)
        elif self._begins_with_everyone(outside):
            owners.add(self._all)
            owners.repaired.append(piece)
        elif post := self._strict(_POST.sub("", outside)):
            owners.add([post])
            self._in_brackets(piece, owners)
        elif found := self._inside_of(outside) or self._inside_of(piece):
            owners.add(found)
            owners.unread += self._other_divisions(piece)
            self._in_brackets(piece, owners)
        elif repaired := self._repair(outside):
            owners.add([repaired])
            owners.repaired.append(piece)
            self._in_brackets(piece, owners)
        elif persons:
            owners.persons.append(piece)
        else:
            owners.unread.append(piece)

    def _in_brackets(self, text: str, owners: Owners) -> None:
        """กองคลัง (ร่วมกับกองช่าง) are two; a division in brackets that does not join in is a human's to judge."""
        for brackets in _BRACKETS.findall(text):
            apart = _JOIN_IN.sub(r" \1", brackets.strip("() "))
            if _TOGETHER.search(brackets):
                owners.add(self._inside_of(apart))
                others = self._other_divisions(_TOGETHER.sub(" ", apart))
                owners.unread += [said for said in others if said not in owners.unread]
            if any(key(name) in key(brackets) for name in self._all if name not in owners.divisions):
                owners.repaired.append(text)

    def _strict(self, text: str) -> str | None:
        """The one division this text names: by name, alias or a name cut short with ฯ."""
        compact = key(text)
        if compact in self.ambiguous or not compact:
            return None
        if compact in self._own:
            return self._own[compact]
        if compact.endswith(_CUT):
            begun = compact.removesuffix(_CUT)
            cut = {name for name in self._all if begun and _begins(key(name), begun)}
            if len(cut) > 1:
                return None
            return self._names.get(compact) or self._names.get(begun) or (next(iter(cut)) if cut else None)
        return self._names.get(compact)

    def _known_only(self, text: str) -> list[str]:
        """The divisions when the text is nothing but their names, with blanks or และ between; else none."""
        tokens = [t for t in re.split(r"\s+|(?<=และ)|(?=และ)", text.strip()) if t]
        best: list[list[str] | None] = [[], *[None] * len(tokens)]
        for end in range(1, len(tokens) + 1):
            for start in range(end):
                before = best[start]
                if before is None or best[end] is not None:
                    continue
                if start and tokens[end - 1] == "และ" and end < len(tokens) and start == end - 1:
                    best[end] = before
                elif name := self._strict("".join(tokens[start:end])):
                    best[end] = [*before, name]
        return best[-1] or []

    def _and_pieces(self, text: str) -> list[str]:
        """Cut at และ, but not inside a division's name or brackets."""
        hidden = _hide_brackets(text)
        cuts = [m for m in _AND.finditer(hidden) if not self._splits_a_name(hidden, m.start(), m.end())]
        edges = [0, *[edge for m in cuts for edge in (m.start(), m.end())], len(hidden)]
        return [_show_brackets(hidden[edges[i] : edges[i + 1]]).strip() for i in range(0, len(edges), 2)]

    def _splits_a_name(self, text: str, start: int, end: int) -> bool:
        before, after = key(text[:start]), key(text[end:])
        for name in self._names:
            for m in _AND.finditer(name):
                if before.endswith(name[: m.start()]) and after.startswith(name[m.end() :]):
                    return True
        return False

    def _is_everyone(self, text: str) -> bool:
        compact = key(_BRACKETS.sub(" ", text))
        return any(compact == word or (compact.endswith(word) and word.startswith("ทุก")) for word in self._everyone)

    def _begins_with_everyone(self, text: str) -> bool:
        """ทุกส่วนราชการที่เกี่ยวข้อง: all of them, and a human should look."""
        compact = key(text)
        begun = any(compact.startswith(word) for word in self._everyone if word.startswith("ทุก"))
        return begun and not self._inside_of(text)

    def _inside_of(self, text: str) -> list[str]:
        """Divisions named among other words (งานพัสดุ กองคลัง), longest names first, each stretch used once."""
        found, _ = self._taken_out(text)
        return list(dict.fromkeys(name for _, name in sorted(found)))

    def _other_divisions(self, text: str) -> list[str]:
        """What is left beside the known divisions and looks like one more."""
        _, rest = self._taken_out(text)
        return _LIKE_A_DIVISION.findall(rest)

    def _taken_out(self, text: str) -> tuple[list[tuple[int, str]], str]:
        rest = arabic(clean(text)).casefold()
        found: list[tuple[int, str]] = []
        for pattern, name in self._inside:
            if m := pattern.search(rest):
                found.append((m.start(), name))
                rest = pattern.sub(lambda m: "|" * len(m[0]), rest)
        return found, rest

    def _repair(self, text: str) -> str | None:
        """ฯ printed as ๖, or a name slightly misspelt; only when it can mean one division."""
        if (m := re.fullmatch(r"(.*\D)\s*[๖6]", text)) and (name := self._strict(m[1] + _CUT)):
            return name
        compact = key(text)
        if len(compact) < _LONG or _CUT in compact:
            return None
        best: dict[str, float] = {}
        for spelling, name in self._names.items():
            if len(spelling) >= _LONG:
                best[name] = max(best.get(name, 0.0), fuzz.ratio(compact, spelling))
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        if not ranked or ranked[0][1] < _ALIKE:
            return None
        alone = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _APART
        return ranked[0][0] if alone else None


def _shipped(divisions: Sequence[DivisionPlan]) -> list[tuple[str, str, bool]]:
    """The usual names of the divisions this office has: (spelling, the office's name, may it stand inside a text)."""
    found: list[tuple[str, str, bool]] = []
    for common in common_divisions():
        full = {key(common.name), *map(key, common.aliases)}
        mine = [d.name for d in divisions if key(d.name) in full]
        if len(mine) != 1:
            continue
        found += [(key(spelling), mine[0], True) for spelling in (common.name, *common.aliases)]
        found += [(key(word), mine[0], False) for word in common.words]
        found.append((key(common.head), mine[0], False))
    return found


def _spaced(spelling: str) -> re.Pattern[str]:
    """The spelling with any blanks or dots inside it, as OCR and hasty typing leave them."""
    return re.compile(r"[\s.]*".join(map(re.escape, spelling)) + _NO_LETTER)


def _begins(name: str, begun: str) -> bool:
    """Whether a name cut short is this one; people also leave out กอง (วิชาการฯ)."""
    return name.startswith(begun) or _UNIT.sub("", name).startswith(begun)


def _hide_brackets(text: str) -> str:
    """What stands in brackets is one lump: its separators and blanks become private characters."""
    return _BRACKETS.sub(lambda m: "".join(chr(0xE000 + ord(c)) if ord(c) < 0x1900 else c for c in m[0]), text)


def _show_brackets(text: str) -> str:
    return "".join(chr(ord(c) - 0xE000) if 0xE000 <= ord(c) < 0xF900 else c for c in text)
