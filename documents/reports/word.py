"""A report as a Word file, from a template that an office can change in Word.

What people wrote stays text: values are escaped for XML, Jinja never reads them, and a template, which is an office's
own, runs in Jinja's sandbox.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import LxmlError

from documents.reports.kinds import Kind, template
from models.errors import DomainError

PICTURE: Final = (15.5, 11.5)  # the most cm across and down that a full page has for the chart
FULL: Final = 14  # lines of lists on a full page; each that is not there is half a cm more for the chart
LARGEST: Final = 10 * 1024 * 1024  # of a template
TALL: Final = 9  # lines: kept whole, a higher row would leave half a page empty before it
LETTERS: Final = 5  # in a cm of a line, about
WRONG: Final = "แม่แบบ {name} ใช้ไม่ได้ ({why}) โปรดแก้ไขใน Word หรือนำออกจากโฟลเดอร์แม่แบบเพื่อใช้แม่แบบของระบบ"


def write(
    kind: Kind,
    context: Mapping[str, Any],
    *,
    templates: Path | None = None,
    picture: bytes | None = None,
    thai_numerals: bool = True,
) -> bytes:
    """`templates`: a folder whose templates are taken before our own. Raises DomainError for one that does not do."""
    name = f"{kind}.docx"
    given = _template(kind, name, templates)
    try:
        draft: Any = DocxTemplate(BytesIO(given))
        draft.init_docx()
        shown = InlineImage(draft, BytesIO(picture), **_fitted(picture, context)) if picture else ""
        draft.render({**context, "picture": shown}, _environment())
        _finish(draft.docx, thai_numerals=thai_numerals)
        out = BytesIO()
        draft.save(out)
    except (TemplateError, PackageNotFoundError, BadZipFile, LxmlError, KeyError, ValueError) as error:
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise DomainError(WRONG.format(name=name, why=why)) from error
    return out.getvalue()


def _template(kind: Kind, name: str, folder: Path | None) -> bytes:
    if folder is not None:
        if not folder.is_dir():
            raise DomainError(f"ไม่พบโฟลเดอร์แม่แบบ {folder}")
        own = folder / name
        if own.is_file():
            if own.stat().st_size > LARGEST:
                raise DomainError(WRONG.format(name=name, why="ไฟล์ใหญ่เกิน 10 MB"))
            return own.read_bytes()
    return template(kind)


def _environment() -> SandboxedEnvironment:
    """A field that does not exist is a fault that is told, not an empty place in a report."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _fitted(png: bytes, context: Mapping[str, Any]) -> dict[str, Any]:
    free = FULL - sum(len(context.get(name, ())) for name in ("overdue", "due_soon"))
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    scale = min(PICTURE[0] / width, (PICTURE[1] + 0.5 * max(free, 0)) / height)
    return {"width": Cm(width * scale), "height": Cm(height * scale)}


def _finish(document: Any, *, thai_numerals: bool) -> None:
    for section in document.sections:
        numbering = section._sectPr.find(qn("w:pgNumType"))
        if numbering is None:
            numbering = OxmlElement("w:pgNumType")
            section._sectPr.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
        # Word prints ๑, ๒; LibreOffice knows no such page numbers (and takes the field's ThaiArabic for ก, ข).
        numbering.set(qn("w:fmt"), "thaiNumbers" if thai_numerals else "decimal")
    for row in document.element.body.iter(qn("w:tr")):
        if max(map(_lines, row.iter(qn("w:tc"))), default=0) > TALL:
            for mark in list(row.iter(qn("w:cantSplit"))):
                mark.getparent().remove(mark)


def _lines(cell: Any) -> float:
    """How many lines a cell takes, roughly. The width is in twentieths of a point."""
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    across = int(width.get(qn("w:w"))) / 567 if width is not None and width.get(qn("w:type")) == "dxa" else 5.0
    letters = sum(len(text.text or "") for text in cell.iter(qn("w:t")))
    breaks = sum(1 for _ in cell.iter(qn("w:br"), qn("w:p")))
    return breaks + letters / (max(across, 1.0) * LETTERS)
