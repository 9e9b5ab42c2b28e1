"""Settings: everything wrong is named at once, and a secret's value never."""

import pytest

from bot.settings import Settings, SettingsError

GOOD = {
    "LINE_CHANNEL_SECRET": "one, two",  # pragma: allowlist secret
    "LINE_CHANNEL_ACCESS_TOKEN": "token",
    "PUBLIC_URL": "https://ita.example.go.th",
    "SECRET_KEY": "a" * 40,
}


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: pytest.TempPathFactory) -> None:
    for name in (
        *GOOD,
        "DATABASE_URL",
        "LINE_API_URL",
        "LINE_DATA_API_URL",
        "HEARTBEAT_URL",
        "LINK_CHECK",
        "STORAGE_URL",
        "CHANNEL_KEY",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(str(tmp_path))  # no .env of the checkout


def give(monkeypatch: pytest.MonkeyPatch, **changes: str | None) -> None:
    for name, value in {**GOOD, **changes}.items():
        if value is not None:
            monkeypatch.setenv(name, value)


def test_two_secrets_are_valid_while_one_is_being_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch)
    assert Settings.load().channel_secrets == ("one", "two")


def test_every_missing_setting_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as error:
        Settings.load()
    assert sorted(line.split(":")[0] for line in str(error.value).splitlines()) == sorted(GOOD)


def test_an_installation_of_many_offices_needs_no_channel_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, LINE_CHANNEL_SECRET=None, LINE_CHANNEL_ACCESS_TOKEN=None, CHANNEL_KEY="new, old")
    settings = Settings.load()
    assert (settings.channel_keys, settings.channel_secrets) == (("new", "old"), ())
    assert "new" not in repr(settings)


def test_a_malformed_one_is_named_and_no_value_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    # pragma: allowlist nextline secret
    give(monkeypatch, PUBLIC_URL="not an address", DATABASE_URL="mysql://user:hunter2@host/db", SECRET_KEY="")
    with pytest.raises(SettingsError) as error:
        Settings.load()
    said = str(error.value)
    assert all(name in said for name in ("PUBLIC_URL", "DATABASE_URL", "SECRET_KEY"))
    assert "hunter2" not in said
    assert "token" not in said


def test_a_secret_does_not_show_when_the_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, LINE_CHANNEL_ACCESS_TOKEN="verysecret")
    assert "verysecret" not in repr(Settings.load())


def test_an_address_for_the_sign_of_life_may_be_left_out_or_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch)
    assert Settings.load().heartbeat_url is None
    give(monkeypatch, HEARTBEAT_URL="")
    assert Settings.load().heartbeat_url is None
    give(monkeypatch, HEARTBEAT_URL="https://ping.example.org/one")
    assert str(Settings.load().heartbeat_url) == "https://ping.example.org/one"
    give(monkeypatch, HEARTBEAT_URL="ping.example.org")
    with pytest.raises(SettingsError, match="HEARTBEAT_URL"):
        Settings.load()


@pytest.mark.parametrize(
    ("api", "data_api", "is_rehearsal"),
    [
        ("http://127.0.0.1:8000", "http://localhost:8000", True),
        ("http://[::1]:8000", "http://127.8.8.8", True),
        ("http://127.0.0.1:8000", None, False),
        (None, None, False),
        ("http://127.0.0.1.example.com", "http://127.0.0.1", False),
        ("http://localhost.example.com", "http://127.0.0.1", False),
        ("http://192.168.1.2", "http://192.168.1.2", False),
    ],
)
def test_a_rehearsal_is_where_both_of_lines_addresses_are_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, api: str | None, data_api: str | None, is_rehearsal: bool
) -> None:
    give(monkeypatch, LINE_API_URL=api, LINE_DATA_API_URL=data_api)
    assert Settings.load().is_rehearsal is is_rehearsal


@pytest.mark.parametrize(
    ("said", "line", "checks"),
    [(None, None, True), ("on", None, True), ("off", None, False), (None, "http://127.0.0.1:8000", False)],
)
def test_links_are_checked_unless_told_otherwise_and_never_in_a_rehearsal(
    monkeypatch: pytest.MonkeyPatch, said: str | None, line: str | None, checks: bool
) -> None:
    give(monkeypatch, LINK_CHECK=said, LINE_API_URL=line, LINE_DATA_API_URL=line)
    assert Settings.load().checks_links is checks


def test_the_store_is_a_folder_or_a_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    for url in ("", "file:///srv/evidence", "s3://bucket/tamngan"):
        give(monkeypatch, STORAGE_URL=url)
        assert Settings.load().storage_url == url
    give(monkeypatch, STORAGE_URL="s3://key:hunter2@bucket")  # pragma: allowlist secret
    with pytest.raises(SettingsError, match="STORAGE_URL: must name a bucket") as error:
        Settings.load()
    assert "hunter2" not in str(error.value)
