"""The store: what is put comes back, what is gone stays gone, and its trouble has one name."""

import io
import stat
from pathlib import Path

import pytest

from bot import storage
from bot.storage import Storage, StorageError
from rehearsal.serving import LocalServer
from tests.support.bucket import ACCESS, bucket
from tests.support.storing import in_memory

KEY = "1/ab/abcdef"


def read(store: Storage, key: str = KEY) -> bytes | None:
    found = store.stream(key)
    return None if found is None else b"".join(found)


def works(store: Storage) -> None:
    store.check()
    assert read(store) is None
    content = b"0123456789" * 100_000
    for _ in range(2):  # a second try writes the same
        store.put(KEY, io.BytesIO(content))
    assert read(store) == content
    assert store.all_keys() == [KEY]
    for _ in range(2):
        store.delete(KEY)
    assert read(store) is None
    assert store.all_keys() == []


def test_a_folder_of_this_machine_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "ที่เก็บ" / "evidence"
    works(Storage.at(folder.as_uri()))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_memory(tmp_path: Path) -> None:
    works(in_memory())


def test_a_bucket_behind_the_usual_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    app, objects = bucket("evidence")
    with LocalServer(app) as server:
        for name, value in {**ACCESS, "AWS_ENDPOINT": server.url}.items():
            monkeypatch.setenv(name, value)
        store = Storage.at("s3://evidence/tamngan/one")
        store.check()
        store.put(KEY, io.BytesIO(b"content"))
        assert objects == {f"tamngan/one/{KEY}": b"content"}
        assert read(store) == b"content"
        store.delete(KEY)
        assert read(store) is None
        store.delete(KEY)


def test_a_bucket_that_is_away_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**ACCESS, "AWS_ENDPOINT": "http://127.0.0.1:9"}.items():
        monkeypatch.setenv(name, value)
    store = Storage.at("s3://evidence")
    with pytest.raises(StorageError) as error:
        store.check()
    assert "error sending request" in str(error.value)
    assert "\n" not in str(error.value)
    assert "bbbb" not in str(error.value)
    with pytest.raises(StorageError):
        store.put(KEY, io.BytesIO(b"x"))
    with pytest.raises(StorageError):
        store.stream(KEY)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        Storage.at((tmp_path / "file" / "below").as_uri())


@pytest.mark.parametrize("url", ["", "file:///srv/evidence", "s3://bucket", "s3://bucket/a/b"])
def test_addresses_of_stores(url: str) -> None:
    assert storage.problem_with(url) is None


@pytest.mark.parametrize(
    "url",
    # pragma: allowlist nextline secret
    ["evidence", "/srv/evidence", "file://", "file://host/x", "s3://", "s3:///x", "s3://key:secret@bucket", "ftp://x"],
)
def test_what_is_no_address_of_a_store(url: str) -> None:
    said = storage.problem_with(url)
    assert said is not None
    assert "secret" not in said
