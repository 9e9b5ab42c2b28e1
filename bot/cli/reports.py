"""`tamngan report`: the office's own documents as Word, Excel or PDF."""

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import get_args

import click

from bot.cli.common import database, office_named
from documents.reports import printing
from documents.reports.kinds import KINDS, NAMES, Kind, template
from documents.reports.printing import Wanted
from models.clock import utc_now
from models.errors import DomainError

COVERED = tuple(kind for kind in get_args(Kind) if kind != "memo")
ENDINGS = (".docx", ".xlsx", ".pdf")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--office", "slug", required=True, help="the office's รหัส")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help=".docx, .xlsx or .pdf")
@click.option("--of", type=click.Choice(COVERED), help="with memo: the paper it covers; the follow-up table by default")
@click.option("--approved", is_flag=True, help="the newest one that was approved, as it was")
@click.option("--thai-numerals/--arabic", default=None, help="numerals of the whole document; else the office's")
@click.option("--templates", type=click.Path(path_type=Path), help="a folder of the office's own Word templates")
def report(
    kind: Kind,
    slug: str,
    out: Path,
    of: Kind | None,
    approved: bool,
    thai_numerals: bool | None,
    templates: Path | None,
) -> None:
    """Print a report of the current round."""
    if of is not None and kind != "memo":
        raise click.UsageError("--of goes with memo only")
    ending = out.suffix.lower()
    if ending not in ENDINGS or not out.parent.is_dir():
        raise DomainError(f"โปรดระบุไฟล์ .docx .xlsx หรือ .pdf ในโฟลเดอร์ที่มีอยู่ ({out})")
    wanted = Wanted(kind, of or "followup", approved=approved, templates=templates)
    with database() as opened, opened.read() as session:
        office = office_named(session, slug)
        wanted = replace(wanted, thai_numerals=office.thai_numerals if thai_numerals is None else thai_numerals)
        source = printing.gather(session, office, wanted, utc_now())
    if ending == ".xlsx":
        made = printing.printed(source, wanted, "xlsx")
    else:
        made = printing.printed(source, wanted, "docx")
        if ending == ".pdf":
            from bot.pdf import to_pdf  # needs the font's package

            made = to_pdf(made)
    _put(out, made)
    for line in printing.warnings(source, wanted):
        click.echo(line, err=True)
    click.echo(f"จัดทำ{NAMES[kind]}แล้วที่ {out}")


@click.command("report-templates")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def templates(folder: Path) -> None:
    """Write the reports' Word templates into FOLDER, to be changed in Word and given to `report --templates`."""
    if folder.exists() and any(folder.glob("*.docx")):
        raise DomainError(f"โฟลเดอร์ {folder} มีไฟล์ .docx อยู่แล้ว โปรดระบุโฟลเดอร์ว่าง เพื่อไม่ให้แม่แบบที่แก้ไขไว้สูญหาย")
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        (folder / f"{kind}.docx").write_bytes(template(kind))
    click.echo(f"บันทึกแม่แบบ {len(KINDS)} ไฟล์แล้วที่ {folder}")


def _put(out: Path, content: bytes) -> None:
    """All of it or nothing: a report that was there before is not left half overwritten."""
    try:
        with tempfile.NamedTemporaryFile(dir=out.parent, prefix=f".{out.stem[:20]}-", delete=False) as file:
            file.write(content)
        Path(file.name).chmod(0o666 & ~_umask())
        Path(file.name).replace(out)
    except OSError as error:
        raise DomainError(f"บันทึกไฟล์ {out} ไม่ได้ ({error.strerror})") from error


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now
