"""Backups: one instant of everything, whole or not at all, into any empty database of ours."""

import io
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import backup
from bot.backup import BackupError
from bot.storage import Storage
from models.database import Database
from models.evidence import Evidence
from models.office import Office
from models.tables import Base
from tests.bot.test_cli import Run, demo, refused, run
from tests.support.offices import new_office
from tests.support.permission_world import built
from tests.support.postgres import Postgres
from tests.support.storing import in_memory

__all__ = ["demo", "run"]  # fixtures


@pytest.fixture
def office(database: Database) -> Storage:
    """An office in every state there is; what people sent is in the store."""
    built(database)
    storage = in_memory()
    with database.read() as session:
        for key in session.scalars(select(Evidence.stored_at).where(Evidence.stored_at != "").distinct()):
            storage.put(key, io.BytesIO(f"content of {key}".encode()))
    return storage


@pytest.fixture
def empty(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Database]:
    (tmp_path / "empty.db").write_bytes(migrated_sqlite.read_bytes())
    made = Database(f"sqlite:///{tmp_path}/empty.db")
    yield made
    made.close()


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    with database.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key.columns))]
            for table in Base.metadata.sorted_tables
        }


def restored(path: Path, database: Database, storage: Storage | None = None) -> None:
    with backup.opened(path) as (archive, manifest):
        assert backup.problems(archive, manifest) == []
        backup.restore(archive, manifest, database, storage)


def test_what_is_restored_is_what_was_there(
    database: Database, office: Storage, empty: Database, tmp_path: Path
) -> None:
    manifest = backup.write(database, office, tmp_path / "all.zip")
    there = in_memory()
    restored(tmp_path / "all.zip", empty, there)
    assert everything(empty) == everything(database)
    assert sum(count for count, _ in manifest.tables.values()) == sum(map(len, everything(database).values()))
    assert there.all_keys() == office.all_keys() != []
    assert b"".join(there.stream("demo/1") or ()) == b"content of demo/1"
    assert stat.S_IMODE((tmp_path / "all.zip").stat().st_mode) == 0o600


def test_an_sqlite_office_moves_to_postgresql_and_goes_on_counting(
    empty: Database, postgres: Postgres, tmp_path: Path
) -> None:
    built(empty)
    backup.write(empty, None, tmp_path / "all.zip")
    with postgres.copy() as url, closing(Database(url)) as there:
        restored(tmp_path / "all.zip", there)
        assert everything(there) == everything(empty)
        with there.write() as session:
            new_office(session, "another")
            session.flush()
            assert session.query(Office).count() == 3


def test_a_backup_is_of_one_instant_however_much_is_written_meanwhile(
    database: Database, office: Storage, empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, dumps = everything(database), backup._dump
    written: list[str] = []

    def dump_and_write(*given: Any) -> tuple[int, str]:
        found = dumps(*given)
        with database.write() as session:
            written.append(new_office(session, f"meanwhile-{len(written)}").slug)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(backup, "_dump", dump_and_write)
        backup.write(database, office, tmp_path / "all.zip")
    assert len(written) == len(Base.metadata.sorted_tables)
    restored(tmp_path / "all.zip", empty)
    assert everything(empty) == before


def test_a_database_that_holds_anything_is_left_alone(
    database: Database, office: Storage, empty: Database, tmp_path: Path
) -> None:
    backup.write(database, office, tmp_path / "all.zip")
    with empty.write() as session:
        new_office(session, "here")
    before = everything(empty)
    with backup.opened(tmp_path / "all.zip") as (archive, manifest), pytest.raises(BackupError, match="มีข้อมูลอยู่แล้ว"):
        backup.restore(archive, manifest, empty, None)
    assert everything(empty) == before


def test_tables_of_another_version_are_refused(
    database: Database, office: Storage, empty: Database, tmp_path: Path
) -> None:
    backup.write(database, office, tmp_path / "all.zip")
    empty.downgrade("0006")
    with backup.opened(tmp_path / "all.zip") as (archive, manifest), pytest.raises(BackupError, match="รุ่น 0006"):
        backup.restore(archive, manifest, empty, None)


def rewritten(path: Path, name: str, change: Callable[[bytes], bytes] | None) -> None:
    """The zip with one part changed, or left out."""
    with zipfile.ZipFile(path) as old:
        parts = {item: old.read(item) for item in old.namelist()}
    kept = change(parts.pop(name)) if change else parts.pop(name) and None
    with zipfile.ZipFile(path, "w") as new:
        for item, content in (parts | ({name: kept} if kept is not None else {})).items():
            new.writestr(item, content)


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("tables/change.jsonl", lambda lines: lines.replace(b"done", b"gone", 1), "change ไม่ตรง"),
        ("tables/change.jsonl", lambda lines: b"".join(lines.splitlines(keepends=True)[1:]), "change ไม่ตรง"),
        ("tables/change.jsonl", None, "เสียหายหรือไม่มี"),
        ("files/demo/1", None, "ไม่พบไฟล์ demo/1"),
        ("manifest.json", None, "ไม่พบสารบัญ"),
        ("manifest.json", lambda _: b"{}", "ไม่พบสารบัญ"),
        ("manifest.json", lambda said: said.replace(b'"format": 1', b'"format": 9'), "รูปแบบ 9"),
    ],
)
def test_what_was_changed_or_lost_is_noticed(
    name: str, change: Callable[[bytes], bytes] | None, said: str, database: Database, office: Storage, tmp_path: Path
) -> None:
    backup.write(database, office, tmp_path / "all.zip")
    rewritten(tmp_path / "all.zip", name, change)
    try:
        with backup.opened(tmp_path / "all.zip") as (archive, manifest):
            found = " ".join(backup.problems(archive, manifest))
    except BackupError as error:
        found = str(error)
    assert said in found


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(BackupError, match="ไม่ใช่แฟ้มสำรอง"), backup.opened(tmp_path / "no.zip"):
        pass


def test_a_backup_that_cannot_be_written_leaves_nothing(database: Database, office: Storage, tmp_path: Path) -> None:
    with pytest.raises(BackupError):
        backup.write(database, office, tmp_path / "no such folder" / "all.zip")
    assert list(tmp_path.glob("*.part")) == []


def test_the_commands_back_up_check_and_restore(demo: Run, tmp_path: Path, migrated_sqlite: Path) -> None:
    assert "สำรองข้อมูลแล้ว" in demo("backup", "all.zip").stdout
    assert "ทะเบียนตรงกับประวัติทั้ง 1 หน่วยงาน" in demo("restore", "--check", "all.zip").stdout
    assert "มีข้อมูลอยู่แล้ว" in refused(demo("restore", "all.zip"))
    before = demo("status", "--office", "demo", "--json").stdout
    (tmp_path / "cli.db").write_bytes(migrated_sqlite.read_bytes())
    assert "นำข้อมูลกลับแล้ว" in demo("restore", "all.zip").stdout
    assert demo("status", "--office", "demo", "--json").stdout == before
