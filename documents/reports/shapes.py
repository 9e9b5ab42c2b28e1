"""The shapes of our Word templates: pages, paragraphs and tables whose Thai is set as Word wants it.

Word takes font, size and weight of Thai letters from the complex-script properties (w:cs, w:szCs, w:bCs) alone, which
python-docx does not set.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt

FONT: Final = "TH Sarabun New"
SIZE: Final = 16.0
A4: Final = (21.0, 29.7)
ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "thai": WD_ALIGN_PARAGRAPH.THAI_JUSTIFY,
}


@dataclass(frozen=True)
class Column:
    """A column of a table. `over`: the wide heading that it shares with its neighbours, in a first line."""

    heading: str
    cell: str
    width: float  # cm
    align: str = "left"
    over: str = ""
    more: str = ""  # what follows `cell` in plain letters, when `cell` is bold


def new_page(*, wide: bool = False, margins: tuple[float, float, float, float] = (1.5, 2.0, 2.0, 3.0)) -> Any:
    """An empty document on A4; margins in cm: top, right, bottom, left."""
    document: Any = docx.Document()
    _fonts(document)
    section = document.sections[0]
    width, height = (A4[1], A4[0]) if wide else A4
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (Cm(m) for m in margins)
    section.header_distance = section.footer_distance = Cm(0.9)
    core = document.core_properties
    core.author, core.title, core.comments, core.language = "ตามงาน", "", "", "th-TH"
    return document


def footer(document: Any, text: str) -> None:
    """What the page shows, and its number."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = ALIGN["right"]
    run(paragraph, f"{text}  หน้า ", size=12)
    field = run(paragraph, "", size=12)
    for kind, code in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "1"), ("end", "")):
        if kind == "text":
            run(paragraph, code, size=12)
            field = run(paragraph, "", size=12)
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            field._r.append(mark)
        else:
            told = OxmlElement("w:instrText")
            told.set(qn("xml:space"), "preserve")
            told.text = f" {code} "
            field._r.append(told)


def say(
    document: Any, text: str, *, bold: bool = False, size: float = SIZE, align: str = "left", indent: float = 0.0,
    after: float = 0.0, hang: float = 0.0, keep: bool = False,
) -> Any:  # fmt: skip
    """A paragraph; `indent` is its first line's, `hang` the other lines', in cm."""
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment, shape.space_after = ALIGN[align], Pt(after)
    if indent:
        shape.first_line_indent = Cm(indent)
    if hang:
        shape.left_indent = Cm(hang)
    shape.keep_with_next = keep or None
    for number, part in enumerate(text.split("**")):  # **bold**
        if part:
            run(paragraph, part, bold=bold or bool(number % 2), size=size)
    return paragraph


def dots(document: Any, width: float) -> None:
    """A line to write on by hand, `width` cm long in any font."""
    paragraph = say(document, "\t", keep=True)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)


def run(paragraph: Any, text: str, *, bold: bool = False, size: float = SIZE) -> Any:
    made = paragraph.add_run(text)
    properties = made._r.get_or_add_rPr()
    if bold:
        properties.append(OxmlElement("w:b"))
        properties.append(OxmlElement("w:bCs"))
    if size != SIZE:
        for name in ("w:sz", "w:szCs"):
            properties.append(_with(name, **{"w:val": str(int(size * 2))}))
    return made


def table(document: Any, columns: Sequence[Column], rows: str, *, size: float = SIZE) -> Any:
    """A table of `{{ r.… }}` cells, one row for each of `rows`; its heading stands on every page anew."""
    two_lines = any(column.over for column in columns)
    made = document.add_table(rows=0, cols=len(columns))
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, shape in zip(made.columns, columns, strict=True):
        column.width = Cm(shape.width)
    head = [_row(made, columns, heading=True) for _ in range(2 if two_lines else 1)]
    for number, column in enumerate(columns):
        if two_lines and column.over:
            first = next(n for n, c in enumerate(columns) if c.over == column.over)
            if first == number:
                last = max(n for n, c in enumerate(columns) if c.over == column.over)
                _fill(head[0].cells[number].merge(head[0].cells[last]), column.over, "center", size, bold=True)
            _fill(head[1].cells[number], column.heading, "center", size, bold=True)
        else:
            place = head[0].cells[number]
            place = place.merge(head[1].cells[number]) if two_lines else place
            _fill(place, column.heading, "center", size, bold=True)
    _fill(_row(made, columns).cells[0], f"{{%tr for r in {rows} %}}", "left", size)
    body = _row(made, columns)
    for place, column in zip(body.cells, columns, strict=True):
        _fill(place, column.cell, column.align, size, bold=bool(column.more), more=column.more)
    _fill(_row(made, columns).cells[0], "{%tr endfor %}", "left", size)
    return made


def _row(made: Any, columns: Sequence[Column], *, heading: bool = False) -> Any:
    row = made.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
    for place, column in zip(row.cells, columns, strict=True):
        place.width = Cm(column.width)
    return row


def _fill(place: Any, text: str, align: str, size: float, *, bold: bool = False, more: str = "") -> None:
    for extra in place.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    paragraph = place.paragraphs[0]
    paragraph.paragraph_format.alignment = ALIGN[align]
    paragraph.paragraph_format.space_before = Pt(1.5)  # tone marks stand clear of the line above
    run(paragraph, text, bold=bold, size=size)
    if more:
        run(paragraph, more, size=size)


def _fonts(document: Any) -> None:
    """TH Sarabun New for every script, in the defaults and in the style all others are based on."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    normal = document.styles["Normal"]
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for properties in (defaults, normal.element.get_or_add_rPr()):
        for old in list(properties):
            properties.remove(old)
        properties.append(_with("w:rFonts", **{f"w:{script}": FONT for script in ("ascii", "hAnsi", "eastAsia", "cs")}))
        properties.append(_with("w:sz", **{"w:val": str(int(SIZE * 2))}))
        properties.append(_with("w:szCs", **{"w:val": str(int(SIZE * 2))}))
        properties.append(_with("w:lang", **{"w:val": "en-US", "w:eastAsia": "en-US", "w:bidi": "th-TH"}))


def _with(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made
