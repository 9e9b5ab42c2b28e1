"""`tamngan rehearse`: the bot with a stand-in LINE platform and the demo office, on this machine only."""

import signal
import tempfile
import threading
from datetime import datetime
from pathlib import Path

import click

from bot.cli.common import Instant
from bot.rehearsing import Backstage
from documents.demo import DEMO_MORNING, write_demo_workbook
from models.clock import TurnedClock, utc_now
from models.errors import DomainError
from rehearsal.server import RehearsalServer


@click.command()
@click.option("--port", type=click.IntRange(1, 65534), default=8000, show_default=True, help="of the chat page")
@click.option("--workbook", type=click.Path(exists=True, path_type=Path), help="rehearse this office instead")
@click.option("--at", type=Instant(), help="begin at this instant; without it today, the demo in its own year")
def rehearse(port: int, workbook: Path | None, at: datetime | None) -> None:
    """Talk to the bot in a browser: no LINE account, no secret, nothing leaves this machine."""
    with tempfile.TemporaryDirectory(prefix="tamngan-rehearsal-") as folder:
        begins = at or (utc_now() if workbook else DEMO_MORNING)
        if workbook is None:
            workbook = Path(folder) / "demo.xlsx"
            write_demo_workbook(workbook)
        _run(Path(folder), workbook, begins, port)


def _run(folder: Path, workbook: Path, begins: datetime, port: int) -> None:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    clock = TurnedClock(folder / "clock")
    clock.turn_to(begins)
    try:
        room = RehearsalServer(port=port, clock=clock)
        room.start()
    except OSError as error:
        raise DomainError(f"เปิดพอร์ต {port} ไม่ได้ ({error.strerror}) โปรดเลือกพอร์ตอื่นด้วย --port") from error
    backstage = Backstage(folder, workbook, begins, room, clock)
    try:
        backstage.open()
        room.turning.attach(backstage)
        click.echo(f"ห้องซ้อมพร้อมแล้ว เปิดเบราว์เซอร์ที่ {room.url}/ (กด Ctrl+C เพื่อเลิก)")
        click.echo("ทุกอย่างอยู่ในเครื่องนี้เท่านั้น ไม่มีข้อความใดส่งถึง LINE")
        while not stopped.wait(1):
            backstage.tick_at_times()
            if backstage.has_died:
                raise DomainError("โปรแกรมบอตหยุดทำงาน โปรดดูข้อความข้างต้น")
    finally:
        room.turning.close()
        backstage.close()
        room.stop()
