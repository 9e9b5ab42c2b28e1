"""What may be said and how: the register of the wording, the templates' mechanics, and colours people can read."""

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from messages import flex, wording, words
from messages.plain import plain
from tests.messages.goldens import SAID

TEMPLATES = Path(wording.__file__).parent / "templates"
# Commands are typed as they are; everything else people read is Thai, and calm.
NEVER = [
    "ต้อง",
    "ด่วน",
    "ช้า",
    r"(?<!ขอบ)คุณ",
    "ท่านยังไม่ส่ง",
    "ไม่ส่งงาน",
    "ละเลย",
    "เพิกเฉย",
    "ครับ",
    "ค่ะ",
    "นะคะ",
    "!",
    r"(?i)\b(done|overdue|pending|missing|status|late|error|not started|in progress|flex|postback|none|null)\b",
    "[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]",
]


def _spoken(template: str) -> str:
    """A template's own words, without comments, tags and values."""
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", template, flags=re.DOTALL)


@pytest.mark.parametrize("word", NEVER)
def test_no_wording_judges_hurries_or_speaks_english(word: str) -> None:
    said = {path.name: _spoken(path.read_text("utf-8")) for path in sorted(TEMPLATES.glob("*.j2"))}
    said |= {name: plain(message()) for name, message in SAID.items()}
    said["labels"] = " ".join([*words.LABELS.values(), *words.STATUS_WORDS.values(), *words.ROLE_WORDS.values()])
    assert {name: found[0] for name, text in said.items() if (found := re.search(word, text))} == {}


def test_every_block_of_every_template_is_used_somewhere() -> None:
    code = "\n".join(
        path.read_text("utf-8")
        for folder in (TEMPLATES.parent, TEMPLATES.parents[1] / "documents")
        for path in folder.glob("*.py")
    )
    unused = []
    for path in sorted(TEMPLATES.glob("*.j2")):
        template = path.read_text("utf-8")
        for block in re.findall(r"\{% block (\w+) %\}", template):
            if f'"{block}"' not in code and f"self.{block}()" not in template:
                unused.append(f"{path.name}: {block}")
    assert unused == []


def test_line_breaks_are_stated_and_white_space_is_layout() -> None:
    said = wording.wording("ask_division", codes=["O8"], to="done", lines=["กองคลัง", "กองช่าง"], more=0)["text"]
    assert "\n• กองคลัง\n• กองช่าง\n\nระบบยังไม่ได้บันทึกข้อมูล" in said
    assert "  " not in said


def test_a_value_that_was_not_given_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        wording.wording("missing", scope="กองคลัง")["alt"]


def test_blocks_are_found_by_name() -> None:
    assert set(wording.wording("unknown_item")) == {"text"}
    assert len(wording.wording("bad_code")) == 5
    assert "missing" in wording.templates()


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, two: str) -> float:
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (flex.INK, flex.PAPER),
        (flex.MUTED, flex.PAPER),
        (flex.NAVY, flex.SOFT),
        (flex.DUE_RED, flex.PAPER),
        (flex.ON_NAVY, flex.NAVY),
        (flex.ON_NAVY_MUTED, flex.NAVY),
        (flex.PAPER, flex.GREEN_BUTTON),
        *((ink, ground) for ink, ground, _ in flex.STATUS_COLORS.values()),
        *((ink, flex.PAPER) for ink, _, _ in flex.STATUS_COLORS.values()),
    ],
)
def test_letters_stand_out_from_their_ground(ink: str, ground: str) -> None:
    assert _contrast(ink, ground) >= 4.5
