"""Backups that any database of ours can be restored from: every row as a JSON line, in one zip with its files.

What is read is one instant of the database, also while everything runs. It holds what people said and who they are: it
is written for its owner's eyes only. The channels' secrets in it stay sealed.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Numeric, Table, Time, Uuid, func, insert, select, text, update

from bot.storage import Storage
from models.base import UTCDateTime
from models.database import Database
from models.errors import DomainError
from models.evidence import Evidence
from models.tables import Base

FORMAT: Final = 1
_ROWS_AT_ONCE: Final = 500
_MANIFEST: Final = "manifest.json"
_LONGEST_LINE: Final = 32 * 1024 * 1024

Row = dict[str, Any]


class BackupError(DomainError):
    """A sentence for the operator."""


@dataclass(frozen=True)
class Manifest:
    """`tables`: rows and the digest of their lines, by table; `files`: the store's keys."""

    revision: str
    tables: Mapping[str, tuple[int, str]]
    files: tuple[str, ...]

    @property
    def rows(self) -> int:
        return sum(count for count, _ in self.tables.values())


def write(database: Database, storage: Storage | None, out: Path) -> Manifest:
    """Everything of one instant, into a file that is there whole or not at all. Without a store: without its files."""
    beside = out.with_name(f".{out.name}.part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            with _snapshot(database) as connection:
                revision = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
                tables = {table.name: _dump(connection, table, archive) for table in Base.metadata.sorted_tables}
                keys = connection.scalars(select(Evidence.stored_at).where(Evidence.stored_at != "").distinct()).all()
            files = tuple(key for key in keys if storage is not None and _dump_file(storage, key, archive))
            manifest = Manifest(revision, tables, files)
            said = {"format": FORMAT, "revision": revision, "tables": tables, "files": files}
            archive.writestr(_MANIFEST, json.dumps(said, ensure_ascii=False))
        beside.replace(out)
    except OSError as error:
        raise BackupError(f"{out}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            beside.unlink()
    return manifest


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive, _manifest(archive)
    except (OSError, zipfile.BadZipFile) as error:
        raise BackupError(f"{path}: ไม่ใช่แฟ้มสำรองข้อมูลที่สมบูรณ์") from error


def restore(archive: zipfile.ZipFile, manifest: Manifest, database: Database, storage: Storage | None) -> None:
    """Into a database whose tables are there and empty; all of it or nothing."""
    with database.engine.connect() as connection, connection.begin():
        here = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
        if here != manifest.revision:
            raise BackupError(
                f"แฟ้มสำรองเป็นของฐานข้อมูลรุ่น {manifest.revision} แต่ฐานข้อมูลนี้เป็นรุ่น {here} โปรดนำเข้าด้วยโปรแกรมรุ่นเดียวกับที่สำรอง"
            )
        if any(connection.execute(select(table).limit(1)).first() for table in Base.metadata.sorted_tables):
            raise BackupError("ฐานข้อมูลนี้มีข้อมูลอยู่แล้ว โปรดนำเข้าในฐานข้อมูลว่าง")
        later: list[tuple[Table, Column[Any], list[Row]]] = []
        for table in Base.metadata.sorted_tables:
            later += _load(connection, table, archive, manifest)
        for table, column, rows in later:
            primary = next(iter(table.primary_key.columns))
            for row in rows:
                connection.execute(update(table).where(primary == row["key"]).values({column.name: row["value"]}))
        _go_on_counting(connection)
    if storage is not None:
        for key in manifest.files:
            with archive.open(f"files/{key}") as content:
                storage.put(key, content)  # type: ignore[arg-type]  # a file open for reading


def problems(archive: zipfile.ZipFile, manifest: Manifest) -> list[str]:
    """Whether every line and file is there as it was written."""
    found = [f"ตาราง {name} ไม่มีในแฟ้มสำรอง" for name in Base.metadata.tables if name not in manifest.tables]
    for name, (count, digest) in manifest.tables.items():
        seen, lines = hashlib.sha256(), 0
        for line in _lines(archive, name):
            seen.update(line)
            lines += 1
        if (lines, seen.hexdigest()) != (count, digest):
            found.append(f"ตาราง {name} ไม่ตรงกับที่สำรองไว้")
    names = set(archive.namelist())
    broken = archive.testzip()
    found += [f"ไฟล์ {broken} เสียหาย"] if broken else []
    return [*found, *(f"ไม่พบไฟล์ {key}" for key in manifest.files if f"files/{key}" not in names)]


@contextmanager
def _snapshot(database: Database) -> Iterator[Connection]:
    engine = database.engine
    if engine.dialect.name == "sqlite":
        engine = engine.execution_options(sqlite_begin="DEFERRED")
    else:
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        yield connection


def _dump(connection: Connection, table: Table, archive: zipfile.ZipFile) -> tuple[int, str]:
    seen, count = hashlib.sha256(), 0
    rows = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(
        select(table).order_by(*table.primary_key.columns)
    )
    with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as out:
        for row in rows.mappings():
            line = json.dumps(dict(row), ensure_ascii=False, default=_told).encode() + b"\n"
            out.write(line)
            seen.update(line)
            count += 1
    return count, seen.hexdigest()


def _dump_file(storage: Storage, key: str, archive: zipfile.ZipFile) -> bool:
    """False when the store has it no more: what nobody placed is swept while we read."""
    pieces = storage.stream(key)
    if pieces is None:
        return False
    with archive.open(f"files/{key}", "w", force_zip64=True) as out:
        for piece in pieces:
            out.write(piece)
    return True


def _load(
    connection: Connection, table: Table, archive: zipfile.ZipFile, manifest: Manifest
) -> list[tuple[Table, Column[Any], list[Row]]]:
    """The rows of a table. What refers to a table that comes later is given back, to be put in at the end."""
    circular = [c for c in table.columns if any(key.use_alter for key in c.foreign_keys)]
    left: dict[str, list[Row]] = {column.name: [] for column in circular}
    key = next(iter(table.primary_key.columns)).name
    batch: list[Row] = []
    for line in _lines(archive, table.name):
        row = {c.name: _read(c, said.get(c.name)) for said in (json.loads(line),) for c in table.columns}
        for column in circular:
            if row[column.name] is not None:
                left[column.name].append({"key": row[key], "value": row[column.name]})
                row[column.name] = None
        batch.append(row)
        if len(batch) == _ROWS_AT_ONCE:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)
    return [(table, column, left[column.name]) for column in circular]


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with archive.open(f"tables/{name}.jsonl") as file:
            while line := file.readline(_LONGEST_LINE):
                yield line
    except (KeyError, zipfile.BadZipFile) as error:
        raise BackupError(f"ตาราง {name} ในแฟ้มสำรองเสียหายหรือไม่มี") from error


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        said = json.loads(archive.read(_MANIFEST))
        tables = {str(name): (int(count), str(digest)) for name, (count, digest) in said["tables"].items()}
        if said["format"] != FORMAT:
            raise BackupError(f"แฟ้มสำรองรูปแบบ {said['format']} ใช้กับโปรแกรมรุ่นนี้ไม่ได้")
        return Manifest(str(said["revision"]), tables, tuple(map(str, said["files"])))
    except (KeyError, ValueError, TypeError) as error:
        raise BackupError("ไม่พบสารบัญในแฟ้มสำรอง หรืออ่านไม่ได้") from error


def _told(value: object) -> str:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
    raise TypeError(type(value).__name__)


def _read(column: Column[Any], said: Any) -> Any:
    reads: Callable[[Any], Any]
    match column.type:
        case UTCDateTime():
            reads = datetime.fromisoformat
        case Date():
            reads = date.fromisoformat
        case Time():
            reads = time.fromisoformat
        case Uuid():
            reads = UUID
        case Numeric():
            reads = Decimal
        case _:
            return said
    return None if said is None else reads(said)


def _go_on_counting(connection: Connection) -> None:
    """PostgreSQL counts ids by itself: it goes on after those that were restored."""
    if connection.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        for column in table.primary_key.columns:
            sequence = connection.execute(select(func.pg_get_serial_sequence(table.name, column.name))).scalar_one()
            last = connection.execute(select(func.max(column))).scalar_one() if sequence else None
            if last is not None:
                connection.execute(select(func.setval(sequence, last)))
