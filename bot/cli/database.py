"""`tamngan db`: the tables."""

import click

from bot.settings import DatabaseSettings
from models.database import Database


@click.group()
def db() -> None:
    """The database's tables."""


@db.command()
def upgrade() -> None:
    """Bring the tables to this version; safe to repeat."""
    database = Database(DatabaseSettings.load().database_url)
    try:
        database.upgrade()
    finally:
        database.close()
