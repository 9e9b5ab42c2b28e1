"""Settings, read once from the environment or `.env`; everything missing or malformed is named at once."""

from ipaddress import ip_address
from typing import Any, Final, Self

from pydantic import Field, HttpUrl, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot import storage

_CHANNEL: Any = Field(default=SecretStr(""), validate_default=True)


class SettingsError(Exception):
    """The settings do not do: one line a problem."""


class DatabaseSettings(BaseSettings):
    """What every command needs."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/tamngan.db"

    @field_validator("database_url")
    @classmethod
    def _is_a_database_address(cls, value: str) -> str:
        try:
            backend = make_url(value).get_backend_name()
        except ArgumentError:
            backend = ""
        if backend not in ("sqlite", "postgresql", "postgres"):
            msg = "must be a sqlite:/// or postgresql:// address"
            raise ValueError(msg)
        return value

    @classmethod
    def load(cls) -> Self:
        """Raises SettingsError naming every setting that is missing or malformed."""
        try:
            return cls()
        except ValidationError as error:
            lines = [f"{str(e['loc'][0]).upper()}: {_said(e['type'], e['msg'])}" for e in error.errors()]
            # The error itself holds the values, secrets among them.
            raise SettingsError("\n".join(lines)) from None


class VaultSettings(DatabaseSettings):
    """What opens the offices' own channels."""

    channel_key: SecretStr = SecretStr("")  # several, separated by commas: the first seals, all of them open

    @property
    def channel_keys(self) -> tuple[str, ...]:
        return _parts(self.channel_key)


SHORTEST_KEY: Final = 32


class StoreSettings(DatabaseSettings):
    """What commands need that touch what people sent."""

    # Where pictures and files are kept; a bucket's credentials come from the usual AWS_ variables.
    storage_url: str = ""

    @field_validator("storage_url")
    @classmethod
    def _is_a_store(cls, value: str) -> str:
        if problem := storage.problem_with(value):
            raise ValueError(problem)
        return value


class Settings(VaultSettings, StoreSettings):
    """What the processes that talk to LINE need too."""

    line_api_url: HttpUrl = HttpUrl("https://api.line.me")
    line_data_api_url: HttpUrl = HttpUrl("https://api-data.line.me")
    # The one channel of a single office; needless where the offices have their own, sealed with `channel_key`.
    line_channel_secret: SecretStr = _CHANNEL  # two, separated by a comma, while one is being replaced
    line_channel_access_token: SecretStr = _CHANNEL
    public_url: HttpUrl
    secret_key: SecretStr
    # Asked for after every tick that ended well; whoever listens there raises the alarm when it is not.
    heartbeat_url: HttpUrl | None = None

    @field_validator("secret_key")
    @classmethod
    def _cannot_be_guessed(cls, value: SecretStr) -> SecretStr:
        """Whoever has one signed link could try keys on it, and with the key make links to everything."""
        if len(value.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"use {SHORTEST_KEY} random characters or more")
        return value

    @field_validator("line_channel_secret", "line_channel_access_token")
    @classmethod
    def _is_needed_without_channels_of_the_offices(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        key: SecretStr | None = info.data.get("channel_key")
        if not value.get_secret_value() and not (key and key.get_secret_value()):
            raise PydanticCustomError("missing", "missing")
        return value

    link_check: bool = True  # whether published addresses are opened to see that they work

    @field_validator("heartbeat_url", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or None

    @property
    def is_rehearsal(self) -> bool:
        """LINE is a stand-in on this very machine: nobody outside hears what is said."""
        return all(_is_here(url.host or "") for url in (self.line_api_url, self.line_data_api_url))

    @property
    def checks_links(self) -> bool:
        """A rehearsal's addresses are invented, and it sends nothing out."""
        return self.link_check and not self.is_rehearsal

    @property
    def channel_secrets(self) -> tuple[str, ...]:
        return _parts(self.line_channel_secret)


def _parts(value: SecretStr) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.get_secret_value().split(",") if part.strip())


def _is_here(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _said(kind: str, message: str) -> str:
    return "missing" if kind == "missing" else message.removeprefix("Value error, ")
