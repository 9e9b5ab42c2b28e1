"""Secrets at rest: what an office's channel needs, encrypted with a key that only the environment holds."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.errors import DomainError

_PURPOSE: Final = b"tamngan: channels at rest"


@dataclass(frozen=True)
class ChannelSecrets:
    """`secrets`: two while one is being replaced, either signs webhooks."""

    secrets: tuple[str, ...] = field(repr=False)
    token: str = field(repr=False)


class VaultError(DomainError):
    """What is sealed cannot be read with the keys that are there."""


class Vault:
    """The first key seals; all of them open, so that a new one can be put before the old."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._box = MultiFernet([Fernet(_derived(key)) for key in keys]) if keys else None

    @property
    def is_open(self) -> bool:
        """Whether there is any key."""
        return self._box is not None

    def seal(self, channel: ChannelSecrets) -> str:
        said = json.dumps({"secrets": channel.secrets, "token": channel.token})
        return self._needed().encrypt(said.encode()).decode()

    def open(self, sealed: str) -> ChannelSecrets:
        try:
            said = json.loads(self._needed().decrypt(sealed.encode()))
        except InvalidToken as error:
            raise VaultError("the office's channel is sealed with a key that CHANNEL_KEY does not hold") from error
        return ChannelSecrets(tuple(said["secrets"]), said["token"])

    def sealed_anew(self, sealed: str) -> str:
        """The same under the first key."""
        try:
            return self._needed().rotate(sealed.encode()).decode()
        except InvalidToken as error:
            raise VaultError("the office's channel is sealed with a key that CHANNEL_KEY does not hold") from error

    def _needed(self) -> MultiFernet:
        if self._box is None:
            raise VaultError("CHANNEL_KEY is not set: it seals the offices' own channels")
        return self._box


def _derived(key: str) -> bytes:
    """A Fernet key of whatever the operator has made up."""
    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE)
    return base64.urlsafe_b64encode(kdf.derive(key.encode()))
