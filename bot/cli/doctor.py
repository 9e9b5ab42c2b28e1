"""`tamngan doctor`: is everything in place, and if not, what to do. One line each."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import click
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.line_client import LineClient, LineError
from bot.ping import Ping
from bot.settings import DatabaseSettings, Settings, SettingsError
from bot.storage import FOLDER, Storage, StorageError
from models import channels, heartbeat
from models.clock import BANGKOK, utc_now
from models.database import Database
from models.office import Office
from models.people import Member

Check = tuple[bool, str]
CLOCK_IS_LATE = timedelta(minutes=5)
AUDIT_IS_LATE = timedelta(days=2)


@click.command()
def doctor() -> None:
    """Check settings, database, LINE and webhook; exit 1 when something is to be done."""
    checks = list(_checks())
    for ok, line in checks:
        click.echo(f"{'ok  ' if ok else 'fix '} {line}")
    sys.exit(0 if all(ok for ok, _ in checks) else 1)


def _checks() -> Iterator[Check]:
    settings = None
    try:
        settings = Settings.load()
        yield True, "settings: all there"
    except SettingsError as error:
        for line in str(error).splitlines():
            yield False, f"settings: {line}: set it in the environment or .env (README, Settings)"
    if settings is not None and settings.public_url.scheme != "https":
        yield False, "settings: PUBLIC_URL is not https: LINE only calls https addresses"
    try:
        url = settings.database_url if settings else DatabaseSettings.load().database_url
    except SettingsError:
        return
    checks, slugs, ticks = _database(url)
    yield from checks
    if settings is not None:
        yield _store(settings)
        yield _outside(settings, ticks)
        yield from _line(settings, slugs)


def _store(settings: Settings) -> Check:
    try:
        store = Storage.at(settings.storage_url)
        store.check()
    except StorageError as error:
        return False, f"store: {settings.storage_url or FOLDER}: cannot be written ({error}): check STORAGE_URL"
    return True, f"store: {store.where} can be written"


def _database(url: str) -> tuple[list[Check], list[str], bool]:
    """The checks, the slugs of the offices found, and whether the clock ticks."""
    checks: list[Check] = []
    slugs: list[str] = []
    now = utc_now()
    database = Database(url)
    try:
        current = database.is_current()
        checks.append((True, f"database: {database.engine.dialect.name} answers"))
        if not current:
            return [*checks, (False, "migrations: run `tamngan db upgrade`")], [], False
        checks.append((True, "migrations: up to date"))
        with database.read() as session:
            slugs = list(session.scalars(select(Office.slug)))
            members = session.scalar(select(func.count()).select_from(Member)) or 0
            clock = list(_clock(session, now))
            barred = [f"channel {one.office.slug}: LINE refuses its token" for one in channels.barred(session)]
    except SQLAlchemyError as error:
        return [*checks, (False, f"database: not reachable ({type(error).__name__}): check DATABASE_URL")], [], False
    finally:
        database.close()
    if not slugs:
        checks.append((False, "office: none yet: run `tamngan office load FILE`"))
    elif not members:
        checks.append((False, "members: nobody has registered: run `tamngan invite` and hand out the codes"))
    else:
        checks.append((True, f"office: {', '.join(slugs)}; {members} registered"))
    todo = "issue a new one; `tamngan channel set` or LINE_CHANNEL_ACCESS_TOKEN takes it"
    checks += [(False, f"{line}: {todo}") for line in barred]
    return [*checks, *clock], slugs, clock[0][0]


def _clock(session: Session, now: datetime) -> Iterator[Check]:
    """First whether the clock ticks, then what it found when it last looked for what is lost or stuck."""
    ran = heartbeat.last(session)
    tick, audit = ran.get("tick"), ran.get("audit")
    if tick is None:
        yield False, "clock: has never run: start `tamngan serve` or `tamngan clock`"
    elif now - tick.at > CLOCK_IS_LATE:
        yield False, f"clock: last ran {_local(tick.at)}: start `tamngan serve` or `tamngan clock`, or read its log"
    else:
        yield True, f"clock: last ran {_local(tick.at)}"
    if audit is None:
        yield True, "audit: not yet (it comes daily after the reminders; `tamngan audit` looks at once)"
    elif audit.found:
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(heartbeat.found_by_kind(session).items()) if n)
        yield False, f"audit: {audit.found} faults on {_local(audit.at)} ({kinds}): run `tamngan audit`"
    elif now - audit.at > AUDIT_IS_LATE:
        yield False, f"audit: none since {_local(audit.at)}: read the clock's log"
    else:
        yield True, f"audit: nothing lost or stuck on {_local(audit.at)}"


def _local(at: datetime) -> str:
    return at.astimezone(BANGKOK).isoformat(sep=" ", timespec="minutes")


def _outside(settings: Settings, ticks: bool) -> Check:
    if settings.heartbeat_url is None:
        return True, "heartbeat: HEARTBEAT_URL is not set: nobody outside notices when this machine stops"
    if not ticks:  # a ping would say that all is well
        return True, "heartbeat: not tried while the clock does not run"
    ping = Ping(str(settings.heartbeat_url))
    try:
        problem = ping.send()
    finally:
        ping.close()
    if problem:
        return False, f"heartbeat: not taken ({problem}): check HEARTBEAT_URL and the network"
    return True, "heartbeat: taken"


def _line(settings: Settings, slugs: list[str]) -> Iterator[Check]:
    if not settings.channel_secrets:
        yield True, "LINE: no channel in the settings; each office has its own (`tamngan channel show`)"
        return
    line = LineClient(
        str(settings.line_api_url),
        str(settings.line_data_api_url),
        settings.line_channel_access_token.get_secret_value(),
    )
    try:
        quota = line.quota()
        limit = "unlimited" if quota.limit is None else str(quota.limit)
        spent = quota.limit is not None and quota.used >= quota.limit
        yield True, "LINE token: accepted"
        todo = ": pushes wait for next month; replies go on" if spent else ""
        yield not spent, f"LINE quota: {quota.used} of {limit} used this month{todo}"
        yield from _webhook(line.webhook_endpoint, settings, slugs)
    except LineError as error:
        yield False, f"LINE: {error}: check LINE_CHANNEL_ACCESS_TOKEN and the network"
    finally:
        line.close()


def _webhook(endpoint: Callable[[], str], settings: Settings, slugs: list[str]) -> Iterator[Check]:
    wanted = [f"{str(settings.public_url).rstrip('/')}/line/webhook/{slug}" for slug in slugs]
    try:
        found = endpoint()
    except Exception as error:  # LINE answers 404 when none is set
        found = ""
        reason = f" ({error})"
    else:
        reason = ""
    if found in wanted:
        yield True, f"webhook: {found}"
    elif wanted:
        yield False, f"webhook: LINE has {found or 'none'}{reason}: set {wanted[0]} in the LINE Developers console"
