"""`tamngan backup | restore`: everything into one file while it runs, and out of it into an empty database."""

import tempfile
from pathlib import Path

import click

from bot import backup as backups
from bot.backup import Manifest
from bot.cli.common import database
from bot.settings import StoreSettings
from bot.storage import Storage
from models import replay
from models.database import Database
from models.errors import DomainError
from models.office import Office

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _storage() -> Storage:
    return Storage.at(StoreSettings.load().storage_url)


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--without-files", is_flag=True, help="only the database, not the pictures and files people sent")
def backup(out: Path, without_files: bool) -> None:
    """Write everything into OUT.zip, as of one instant; the processes may run meanwhile."""
    with database() as opened:
        manifest = backups.write(opened, None if without_files else _storage(), out)
    click.echo(f"สำรองข้อมูลแล้วที่ {out}: {_told(manifest)}")


@click.command()
@click.argument("file", type=_FILE)
@click.option("--check", is_flag=True, help="only see whether it could be restored: nothing of ours is touched")
def restore(file: Path, check: bool) -> None:
    """Put a backup into the empty database of DATABASE_URL, and its files into the store."""
    with backups.opened(file) as (archive, manifest):
        found = backups.problems(archive, manifest)
        if found:
            raise DomainError(f"แฟ้มสำรองใช้ไม่ได้: {'; '.join(found[:5])}")
        if check:
            with tempfile.TemporaryDirectory() as folder:
                tried = Database(f"sqlite:///{folder}/tried.db")
                try:
                    tried.upgrade()
                    backups.restore(archive, manifest, tried, None)
                    offices = _replayed(tried)
                finally:
                    tried.close()
            click.echo(f"แฟ้มสำรองสมบูรณ์: {_told(manifest)} ทะเบียนตรงกับประวัติทั้ง {offices} หน่วยงาน")
            return
        with database() as opened:
            backups.restore(archive, manifest, opened, _storage())
    click.echo(f"นำข้อมูลกลับแล้ว: {_told(manifest)}")


def _replayed(tried: Database) -> int:
    """How many offices there are; each one's record, replayed, is its register."""
    with tried.read() as session:
        offices = session.query(Office).all()
        for office in offices:
            told = replay.recorded(session, office)
            if told.breaks or any(replay.differences(told, replay.registered(session, office))):
                raise DomainError(f"แฟ้มสำรองใช้ไม่ได้: ทะเบียนของ {office.slug} ไม่ตรงกับประวัติ")
        return len(offices)


def _told(manifest: Manifest) -> str:
    return f"{manifest.rows:,} แถว {len(manifest.files):,} ไฟล์"
