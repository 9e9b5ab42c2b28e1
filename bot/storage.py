"""Where the content of evidence is kept: a folder of this machine or an S3-compatible bucket, by STORAGE_URL."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, S3Store

from models.errors import DomainError

CHUNK = 256 * 1024
FOLDER = Path("var/evidence")
_PROBE = "probe/doctor"

Backend = LocalStore | MemoryStore | S3Store


class StorageError(DomainError):
    """The store could not be used: the text is for operators."""


class Storage:
    """Content by key. Writing one key again writes the same content: a try that was cut short does no harm."""

    def __init__(self, backend: Backend, where: str) -> None:
        self._backend, self.where = backend, where

    @classmethod
    def at(cls, url: str) -> "Storage":
        """Of an address that `problem_with` has found nothing wrong with. A folder is made, for its owner alone."""
        parts = urlsplit(url or FOLDER.absolute().as_uri())
        folder = Path(unquote(parts.path))
        try:
            if parts.scheme == "s3":
                return cls(_bucket(parts.netloc, unquote(parts.path).strip("/")), url)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return cls(LocalStore(prefix=folder), str(folder))
        except (BaseError, OSError) as error:
            raise StorageError(_reason(error)) from error

    def put(self, key: str, content: BinaryIO) -> None:
        try:
            obstore.put(self._backend, key, content)
        except (BaseError, OSError) as error:
            raise StorageError(_reason(error)) from error

    def stream(self, key: str) -> Iterator[bytes] | None:
        """The content piece by piece; None when there is none under the key."""
        try:
            found = obstore.get(self._backend, key)
            return (bytes(piece) for piece in found.stream(min_chunk_size=CHUNK))
        except FileNotFoundError:
            return None
        except (BaseError, OSError) as error:
            raise StorageError(_reason(error)) from error

    def delete(self, key: str) -> None:
        """What is not there is deleted already."""
        try:
            obstore.delete(self._backend, key)
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise StorageError(_reason(error)) from error

    def all_keys(self) -> list[str]:
        try:
            return sorted(str(one["path"]) for page in obstore.list(self._backend) for one in page)
        except (BaseError, OSError) as error:
            raise StorageError(_reason(error)) from error

    def check(self) -> None:
        """Raises StorageError when content cannot be written, read back and deleted."""
        try:
            obstore.put(self._backend, _PROBE, b"ok")
            read = bytes(obstore.get(self._backend, _PROBE).bytes())
            obstore.delete(self._backend, _PROBE)
        except (BaseError, OSError) as error:
            raise StorageError(_reason(error)) from error
        if read != b"ok":
            raise StorageError("what was written was not what was read")


def _bucket(name: str, prefix: str) -> S3Store:
    return S3Store(
        name,
        prefix=prefix or None,
        client_options={
            "connect_timeout": timedelta(seconds=5),
            "timeout": timedelta(seconds=60),
            # Said here, the options are no longer read from the environment, where this one is usually set.
            "allow_http": os.environ.get("AWS_ALLOW_HTTP", "").lower() in ("1", "true"),
        },
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=30)},
    )


def problem_with(url: str) -> str | None:
    """What is wrong with an address of a store; None: nothing."""
    parts = urlsplit(url)
    if not url:
        return None
    if parts.scheme == "s3":
        return None if parts.netloc and not parts.username else "must name a bucket: s3://bucket/folder"
    if parts.scheme == "file":
        return None if not parts.netloc and len(parts.path) > 1 else "must be absolute: file:///folder"
    return "must be a file:///folder or an s3://bucket/folder address"


def _reason(error: Exception) -> str:
    """The first line of what the library says: below it come the request and everything it was made of."""
    return f"{type(error).__name__}: {str(error).splitlines()[0][:200] if str(error) else ''}"
