"""The command line. Exit 0: done; 1: refused, with a sentence on stderr; 2: called wrongly or settings missing."""

import importlib
import os
import sys

import click

# PyThaiNLP makes a folder in HOME at import unless told not to.
os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")


class _Group(click.Group):
    """Commands by name, each module loaded when its command is called: `tamngan invite` needs no LINE SDK."""

    modules = {
        "serve": "processes", "web": "processes", "worker": "processes", "clock": "processes",
        "db": "database", "office": "offices", "invite": "offices", "status": "offices", "member": "members",
        "tick": "sending", "deliver": "sending", "outbox": "sending",
        "understand": "understanding", "say": "saying", "doctor": "doctor", "audit": "auditing",
        "rehearse": "rehearse", "links": "links", "report": "reports",
        "channel": "channels", "backup": "backups", "restore": "backups",
    }  # fmt: skip

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.modules:
            return None
        module = importlib.import_module(f"bot.cli.{self.modules[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """ตามงาน: follows up a local government's ITA work in LINE."""


def main() -> None:
    from bot.settings import SettingsError
    from models.errors import DomainError

    try:
        cli.main(standalone_mode=True)
    except SettingsError as error:
        click.echo(f"settings (environment or .env):\n{error}", err=True)
        sys.exit(2)
    except DomainError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
