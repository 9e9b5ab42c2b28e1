"""A Word file in the font that comes with the bot, for machines without TH Sarabun New, drawn so that a page holds the
same: left alone, LibreOffice takes some font half as wide again, and a memo of one page becomes two."""

import re
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from documents.reports.shapes import FONT

FAMILY: Final = "Sarabun"
SCALE: Final = 0.67  # of TH Sarabun New's size at which Sarabun is as wide
_SIZES: Final = re.compile(rb'(<w:(?:sz|szCs) w:val=")(\d+)(")')
_NAMES: Final = re.compile(rb'(w:(?:ascii|hAnsi|eastAsia|cs)=")' + FONT.encode() + rb'(")')


def folder() -> Path:
    """Where the font's files are."""
    return Path(str(files("fontpkg_sarabun") / "files"))


def redrawn(document: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(document)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for info in given.infolist():
            content = given.read(info)
            if info.filename.startswith("word/") and info.filename.endswith(".xml"):
                content = _SIZES.sub(lambda m: m[1] + str(round(int(m[2]) * SCALE)).encode() + m[3], content)
                content = _NAMES.sub(lambda m: m[1] + FAMILY.encode() + m[2], content)
            made.writestr(info, content)
    return out.getvalue()
