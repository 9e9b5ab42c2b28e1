"""`tamngan rehearse`: the bot with a stand-in LINE platform and the demo office, on this machine only."""

import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import click
import urllib3

from bot.cli.common import office_named
from documents import loading
from documents.demo import write_demo_workbook
from documents.workbook.reading import read_workbook
from models.clock import utc_now
from models.database import Database
from models.errors import DomainError
from models.invites import issue
from models.office import Division
from models.words import Role
from rehearsal.client import RehearsalClient
from rehearsal.server import RehearsalServer

START_SECONDS = 60


@click.command()
@click.option("--port", type=click.IntRange(1, 65534), default=8000, show_default=True, help="of the chat page")
@click.option("--workbook", type=click.Path(exists=True, path_type=Path), help="rehearse this office instead")
def rehearse(port: int, workbook: Path | None) -> None:
    """Talk to the bot in a browser: no LINE account, no secret, nothing leaves this machine."""
    with tempfile.TemporaryDirectory(prefix="tamngan-rehearsal-") as folder:
        url = f"sqlite:///{folder}/rehearsal.db"
        database = Database(url)
        try:
            slug = _load(database, workbook, Path(folder))
            _run(database, url, slug, port)
        finally:
            database.close()


def _load(database: Database, workbook: Path | None, folder: Path) -> str:
    database.upgrade()
    if workbook is None:
        workbook = folder / "demo.xlsx"
        write_demo_workbook(workbook)
    with database.write() as session:
        return loading.load(session, read_workbook(workbook), utc_now()).office


def _run(database: Database, url: str, slug: str, port: int) -> None:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    try:
        stand_in = RehearsalServer(port=port)
        stand_in.start()
    except OSError as error:
        raise DomainError(f"เปิดพอร์ต {port} ไม่ได้ ({error.strerror}) โปรดเลือกพอร์ตอื่นด้วย --port") from error
    bot = None
    try:
        bot_url = f"http://127.0.0.1:{port + 1}"
        channel = stand_in.client.add_channel(slug, webhook_url=f"{bot_url}/line/webhook/{slug}", name="ตามงาน")
        bot = _start_bot(url, stand_in.url, bot_url, port + 1, channel.secret, channel.access_token)
        _wait_until_up(bot, bot_url)
        _seat(database, stand_in.client, slug)
        click.echo(f"ห้องซ้อมพร้อมแล้ว เปิดเบราว์เซอร์ที่ {stand_in.url}/ (กด Ctrl+C เพื่อเลิก)")
        click.echo("ทุกอย่างอยู่ในเครื่องนี้เท่านั้น ไม่มีข้อความใดส่งถึง LINE")
        while not stopped.wait(1):
            if bot.poll() is not None:
                raise DomainError("โปรแกรมบอตหยุดทำงาน โปรดดูข้อความข้างต้น")
    finally:
        if bot is not None:
            bot.terminate()
            bot.wait()
        stand_in.stop()


def _start_bot(
    database_url: str, line_url: str, bot_url: str, port: int, secret: str, token: str
) -> "subprocess.Popen[bytes]":
    """The bot as anyone would run it: a process of its own that knows LINE only by its address."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "LINE_API_URL": line_url,
        "LINE_DATA_API_URL": line_url,
        "LINE_CHANNEL_SECRET": secret,
        "LINE_CHANNEL_ACCESS_TOKEN": token,
        "PUBLIC_URL": bot_url,
        "SECRET_KEY": secrets.token_urlsafe(32),
    }
    command = [sys.executable, "-m", "bot.cli", "serve", "--host", "127.0.0.1", "--port", str(port)]
    return subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603  # our own command line


def _wait_until_up(bot: "subprocess.Popen[bytes]", url: str) -> None:
    retries = urllib3.Retry(total=None, connect=START_SECONDS * 4, backoff_factor=0.05, backoff_max=0.25)
    with urllib3.PoolManager(retries=retries) as pool:
        try:
            pool.request("GET", f"{url}/healthz", timeout=5)
        except urllib3.exceptions.HTTPError as error:
            raise DomainError("บอตเริ่มทำงานไม่สำเร็จ โปรดดูข้อความข้างต้น") from error
    if bot.poll() is not None:
        raise DomainError("บอตเริ่มทำงานไม่สำเร็จ พอร์ตถัดไปอาจถูกใช้อยู่ โปรดเลือกพอร์ตอื่นด้วย --port")


def _seat(database: Database, line: RehearsalClient, slug: str) -> None:
    """Everyone registers as they would: a code by chat. The coordinator binds the group; a stranger stays one."""
    with database.read() as session:
        divisions = list(office_named(session, slug).divisions)
    coordinator = _register(database, line, slug, "ผู้ประสานงาน ITA", "coordinator", None)
    chief = _register(database, line, slug, "ปลัด", "chief", None)
    heads = [_register(database, line, slug, d.head_title or d.name, "head", d) for d in divisions]
    line.add_person("ผู้ยังไม่ลงทะเบียน")
    group = line.add_group("กลุ่มหัวหน้าส่วนราชการ", [coordinator, chief, *heads])
    line.invite_bot(group)
    line.say(coordinator, "/bind", group=group)


def _register(
    database: Database, line: RehearsalClient, slug: str, name: str, role: Role, division: Division | None
) -> str:
    with database.write() as session:
        code = issue(session, office_named(session, slug), role, division, utc_now())
    person = line.add_person(name)
    line.ask(person, f"ลงทะเบียน {code}")
    return person
