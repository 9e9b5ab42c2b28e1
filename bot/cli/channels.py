"""`tamngan channel`: the offices' own LINE channels, sealed with CHANNEL_KEY. No secret is an argument or shown."""

import sys
from collections.abc import Iterator

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.cli.common import database, office_named, print_json
from bot.settings import VaultSettings
from bot.vault import ChannelSecrets, Vault
from models import channels
from models.channels import Channel
from models.clock import BANGKOK, utc_now
from models.errors import DomainError
from models.office import Office

LONGEST = 1_000


def vault() -> Vault:
    return Vault(VaultSettings.load().channel_keys)


@click.group()
def channel() -> None:
    """The offices' own LINE channels."""


@channel.command(name="set")
@click.option("--office", "slug", required=True, help="the office's รหัส")
def set_(slug: str) -> None:
    """Take the channel secret and the channel access token, a line each, from the terminal or standard input."""
    given = _given(("Channel secret", "Channel access token"))
    sealed = vault().seal(ChannelSecrets((given[0],), given[1]))
    with database() as opened, opened.write() as session:
        found = office_named(session, slug)
        channels.seal(session, found.id, sealed, utc_now())
    click.echo(f"{slug}: บันทึกช่องทาง LINE ของหน่วยงานแล้ว")


@channel.command()
@click.option("--office", "slug", required=True, help="the office's รหัส")
def forget(slug: str) -> None:
    """Drop the office's own channel: it speaks through the settings' again, if there is one."""
    with database() as opened, opened.write() as session:
        channels.seal(session, office_named(session, slug).id, "", utc_now())
    click.echo(f"{slug}: ลบช่องทาง LINE ของหน่วยงานแล้ว")


@channel.command()
@click.option("--json", "as_json", is_flag=True, help="print JSON")
def show(as_json: bool) -> None:
    """Which offices have a channel of their own, and which of them LINE refuses."""
    with database() as opened, opened.read() as session:
        rows = [_told(office, channels.of_office(session, office.id)) for office in _offices(session)]
    if as_json:
        print_json({"channels": rows})
        return
    for row in rows:
        barred = f"\tLINE ปฏิเสธตั้งแต่ {row['barred_since']} ({row['barred_why']})" if row["barred_since"] else ""
        click.echo(f"{row['office']}\t{'ของหน่วยงาน' if row['own'] else 'ตามค่าติดตั้ง'}{barred}")


@channel.command()
def rotate() -> None:
    """Seal every channel anew with the first of the keys in CHANNEL_KEY; afterwards the others are not needed."""
    box = vault()
    with database() as opened, opened.write() as session:
        rows = channels.with_secrets(session)
        for row in rows:
            row.sealed = box.sealed_anew(row.sealed)
        count = len(rows)
    click.echo(f"เข้ารหัสช่องทาง LINE ใหม่แล้ว {count} หน่วยงาน")


def _given(names: tuple[str, ...]) -> list[str]:
    if sys.stdin.isatty():
        return [_checked(click.prompt(name, hide_input=True, type=str), name) for name in names]
    return [_checked(sys.stdin.readline(LONGEST + 2), name) for name in names]


def _checked(said: str, name: str) -> str:
    text = said.strip()
    if not text or len(text) > LONGEST or not text.isascii() or not text.isprintable() or " " in text:
        raise DomainError(f"{name}: โปรดระบุค่าจาก LINE Developers console หนึ่งบรรทัด")
    return text


def _offices(session: Session) -> Iterator[Office]:
    yield from session.scalars(select(Office).order_by(Office.slug))


def _told(office: Office, row: Channel | None) -> dict[str, str | bool | None]:
    since = row.barred_since.astimezone(BANGKOK).isoformat(timespec="seconds") if row and row.barred_since else None
    return {
        "office": office.slug,
        "own": bool(row and row.sealed),
        "barred_since": since,
        "barred_why": row.barred_why if row else "",
    }
