"""`make samples`: one of each kind of report of the demo office, as Word, Excel and (with LibreOffice) PDF."""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.pdf import to_pdf
from documents.demo import DEMO_MORNING, DEMO_SLUG, write_demo_workbook
from documents.loading import load
from documents.reports import book, printing
from documents.reports.kinds import KINDS
from documents.reports.printing import Wanted
from documents.workbook.reading import read_workbook
from models.database import Database
from models.queries import office_by_slug

FOLDER = Path("var/samples")


def main(folder: Path = FOLDER, *, pdf: bool | None = None) -> Sequence[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    pdf = shutil.which("soffice") is not None if pdf is None else pdf
    with tempfile.TemporaryDirectory() as name:
        database = Database(f"sqlite:///{name}/demo.db")
        database.upgrade()
        write_demo_workbook(Path(name) / "demo.xlsx")
        with database.write() as session:
            load(session, read_workbook(Path(name) / "demo.xlsx"), DEMO_MORNING)
        written = [path for kind in KINDS for path in _sample(database, Wanted(kind), folder, pdf=pdf)]
        database.close()
    if not pdf:
        sys.stdout.write("without LibreOffice there are no PDFs\n")
    return written


def _sample(database: Database, wanted: Wanted, folder: Path, *, pdf: bool) -> Sequence[Path]:
    with database.read() as session:
        office = office_by_slug(session, DEMO_SLUG)
        if office is None:
            raise LookupError(DEMO_SLUG)
        source = printing.gather(session, office, wanted, DEMO_MORNING)
    word = printing.printed(source, wanted, "docx")
    made = {"docx": word}
    if wanted.kind in book.COLUMNS:
        made["xlsx"] = printing.printed(source, wanted, "xlsx")
    if pdf:
        made["pdf"] = to_pdf(word)
    for ending, content in made.items():
        (folder / f"{wanted.kind}.{ending}").write_bytes(content)
    return [folder / f"{wanted.kind}.{ending}" for ending in made]


if __name__ == "__main__":
    for path in main():
        sys.stdout.write(f"{path}\n")
