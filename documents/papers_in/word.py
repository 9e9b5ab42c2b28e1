"""A Word file's body in its order: paragraphs and tables, with merged cells, lists, ticks and symbols as text."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from documents.papers_in.parts import MOST_COLUMNS, Paper, PartsInOrder
from documents.papers_in.texts import BULLET, cell_text

_TICKS: Final = {
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFE): "✓",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFD): "✗",
    ("wingdings", 0x6C): "●",
    ("wingdings", 0xA1): "○",
    ("wingdings", 0xA8): "",
    ("wingdings", 0x6F): "",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0x52): "✓",
    ("wingdings 2", 0x4F): "✗",
    ("wingdings 2", 0x51): "✗",
    ("wingdings 2", 0xA3): "",
    ("webdings", 0x61): "✓",
    ("webdings", 0x72): "✗",
    ("symbol", 0xD6): "✓",  # √
}
_PRIVATE: Final = range(0xF000, 0xF100)  # where Word keeps the letters of symbol fonts
_CHECKBOX: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_CHECKED: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
_CHECKED_VAL: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}val"
# What is struck out, drawn beside the text or said by the machinery is no text of the paper.
_NOT_READ: Final = frozenset(
    {*map(qn, ("w:del", "w:moveFrom", "w:drawing", "w:pict", "w:object", "w:rPr", "w:pPr", "w:instrText"))}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
)
_WRAPPERS: Final = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag")))


def read_word(content: bytes, name: str) -> Paper:
    document = Document(BytesIO(content))
    lists = _ListStyles(document.styles.element)
    parts = PartsInOrder(name)
    for block in _children(document.element.body):
        if block.tag == qn("w:p"):
            # A line break inside a paragraph is how forms put several fields into one.
            for line in cell_text(_paragraph(block, lists)).split("\n"):
                parts.paragraph(line)
        elif block.tag == qn("w:tbl"):
            parts.table(_rows(block, lists))
    return parts.paper()


class _ListStyles:
    """Paragraph styles that number or bullet what stands in them."""

    def __init__(self, styles: Element) -> None:
        self._ids = {
            style.get(qn("w:styleId"))
            for style in styles.iterfind(qn("w:style"))
            if style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        }

    def is_entry(self, paragraph: Element) -> bool:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return False
        numbering = properties.find(qn("w:numPr"))
        if numbering is not None:
            identity = numbering.find(qn("w:numId"))
            return identity is None or identity.get(qn("w:val")) != "0"
        style = properties.find(qn("w:pStyle"))
        return style is not None and style.get(qn("w:val")) in self._ids


def _children(element: Element) -> Iterator[Element]:
    """The element's parts, also those inside content controls and tracked insertions."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _rows(table: Element, lists: _ListStyles) -> list[tuple[list[str], frozenset[int]]]:
    found: list[tuple[list[str], frozenset[int]]] = []
    above: list[str] = []
    for row in _children(table):
        if row.tag != qn("w:tr"):
            continue
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        cells: list[str] = [""] * _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"))
        joined: set[int] = set()
        for cell in _children(row):
            if cell.tag != qn("w:tc"):
                continue
            at = len(cells)
            span = max(_number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")), 1)
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            continued = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            text = above[at] if continued and at < len(above) else _cell(cell, lists)
            cells += [text] * min(span, MOST_COLUMNS)
            if continued:
                joined |= set(range(at, len(cells)))
        cells = cells[:MOST_COLUMNS]
        above = cells
        found.append((cells, frozenset(joined)))
    return found


def _cell(cell: Element, lists: _ListStyles) -> str:
    texts = []
    for block in _children(cell):
        if block.tag == qn("w:p"):
            texts.append(_paragraph(block, lists))
        elif block.tag == qn("w:tbl"):  # a table within a cell is read line by line
            texts += [" ".join(dict.fromkeys(filter(None, cells))) for cells, _ in _rows(block, lists)]
    return cell_text("\n".join(texts))


def _paragraph(paragraph: Element, lists: _ListStyles) -> str:
    text = "".join(_texts(paragraph))
    return f"{BULLET} {text}" if text.strip() and lists.is_entry(paragraph) else text


def _texts(element: Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == qn("w:t"):
            yield _symbols(child)
        elif tag == qn("w:tab"):
            yield " "
        elif tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif tag == qn("w:noBreakHyphen"):
            yield "-"
        elif tag == qn("w:sym"):
            yield _symbol(child.get(qn("w:font"), ""), int(child.get(qn("w:char"), "0"), 16))
        elif tag == qn("w:sdt") and (box := child.find(f"{qn('w:sdtPr')}/{_CHECKBOX}")) is not None:
            checked = box.find(_CHECKED)
            yield "✓" if checked is not None and checked.get(_CHECKED_VAL) in ("1", "true") else ""
        elif tag not in _NOT_READ:
            yield from _texts(child)


def _symbols(text: Element) -> str:
    """A run's text; in a font of symbols its letters are ticks and bullets."""
    said = text.text or ""
    run = text.getparent()
    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") if run is not None else None
    if fonts is None or not said:
        return said
    font = (fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or "").casefold()
    if not font.startswith(("wingdings", "webdings", "symbol")):
        return said
    return "".join(_letter(font, letter) for letter in said)


def _letter(font: str, letter: str) -> str:
    """Thai letters are not of the symbol font; in Symbol, Latin ones are Greek and stay as they are typed."""
    code = ord(letter)
    if letter.isspace() or (code > 0xFF and code not in _PRIVATE):
        return letter
    if font == "symbol" and code not in _PRIVATE and (font, code) not in _TICKS:
        return letter
    return _symbol(font, code)


def _symbol(font: str, code: int) -> str:
    return _TICKS.get((font.casefold(), code & 0xFF), "•")


def _number(element: Element | None) -> int:
    value = element.get(qn("w:val"), "0") if element is not None else "0"
    return min(int(value), MOST_COLUMNS) if value.isdigit() else 0
