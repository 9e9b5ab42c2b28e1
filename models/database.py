"""The database's edge: engines, transactions, and whether the migrations have run."""

import fcntl
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

BUSY_TIMEOUT_SECONDS = 15
# A PostgreSQL that has gone without a word (its machine lost, the way to it cut) is noticed in seconds, not hours.
_NOTICED: Final = {
    "connect_timeout": 5,
    "tcp_user_timeout": 20_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


class Database:
    """Opens transactions. `write()` commits when the block ends well, rolls back otherwise; `read()` never writes."""

    def __init__(self, url: str, *, pool_size: int = 8) -> None:
        self.engine = _engine(url, pool_size)
        file = self.engine.url.database if self.engine.dialect.name == "sqlite" else None
        self._turn = WriteTurn(Path(f"{file}-turn")) if file and file != ":memory:" else None

    @contextmanager
    def write(self) -> Iterator[Session]:
        with (
            self._turn or nullcontext(),
            Session(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def read(self, *, at_one_instant: bool = False) -> Iterator[Session]:
        """`at_one_instant`: all that is read is of the same moment, however many statements that takes."""
        engine = self.engine.execution_options(sqlite_begin="DEFERRED")
        if at_one_instant and engine.dialect.name == "postgresql":  # SQLite reads so anyway
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with Session(engine, expire_on_commit=False, autoflush=False) as session:
            try:
                yield session
            finally:
                session.expunge_all()  # what was read stays readable; a rollback would empty it
                session.rollback()

    def ping(self) -> None:
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def upgrade(self) -> None:
        """Bring the tables to this version of the code."""
        self._migrate(command.upgrade, "head")

    def downgrade(self, revision: str) -> None:
        """Back to the tables of an earlier version; what only later ones hold is lost."""
        self._migrate(command.downgrade, revision)

    def _migrate(self, move: Callable[[Config, str], None], revision: str) -> None:
        """All of it or nothing. SQLite changes a table by making it anew, and dropping the old one would take along
        every row that refers to it: so references are not enforced meanwhile, and checked before the commit."""
        config = _alembic()
        with self.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            is_sqlite = connection.dialect.name == "sqlite"
            if is_sqlite:
                raw.execute("PRAGMA foreign_keys=OFF")  # heard outside a transaction only
            try:
                with connection.begin():
                    config.attributes["connection"] = connection
                    move(config, revision)
                    if is_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                        raise RuntimeError(f"migrating to {revision} left rows that refer to nothing")
            finally:
                if is_sqlite:
                    raw.execute("PRAGMA foreign_keys=ON")

    def is_current(self) -> bool:
        head = ScriptDirectory.from_config(_alembic()).get_current_head()
        with self.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() == head

    def close(self) -> None:
        self.engine.dispose()
        if self._turn is not None:
            self._turn.close()


class WriteTurn:
    """SQLite's one writer, in order of arrival across threads and processes.

    SQLite itself makes a second writer sleep and try again, ever longer: under load some wait half a second while
    others go first. The kernel's file lock wakes the next one at once, and is freed when its holder dies.
    """

    def __init__(self, path: Path) -> None:
        self._threads = _Line()
        self._path, self._file, self._owner = path, -1, 0

    def __enter__(self) -> None:
        self._threads.enter()
        try:
            if self._owner != os.getpid():  # a lock inherited over fork would be shared with the parent
                self._file, self._owner = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), os.getpid()
            fcntl.flock(self._file, fcntl.LOCK_EX)
        except OSError as error:  # the disk is full, or the file another user's: the database's weather
            self._threads.leave()
            raise OperationalError("taking the write turn", None, error) from error
        except BaseException:
            self._threads.leave()
            raise

    def __exit__(self, *_: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.leave()

    @property
    def is_wanted(self) -> bool:
        return self._threads.is_wanted

    def close(self) -> None:
        if self._owner == os.getpid():
            os.close(self._file)
            self._owner = 0


class _Line:
    """A lock handed to whoever has waited longest. A plain one goes to the thread that runs: the worker, which frees it
    only to want it again, kept the webhook waiting for seconds."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    def enter(self) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            called = threading.Event()
            self._waiting.append(called)
        called.wait()

    @property
    def is_wanted(self) -> bool:
        return bool(self._waiting)

    def leave(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _engine(url: str, pool_size: int) -> Engine:
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        return create_engine(
            parsed, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True, connect_args=_NOTICED
        )
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        parsed, pool_size=pool_size, max_overflow=pool_size, connect_args={"timeout": BUSY_TIMEOUT_SECONDS}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own implicit transactions start too late (at the first write), which deadlocks two writers.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # FULL: an acknowledged event survives a power cut, not only a killed process.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")
