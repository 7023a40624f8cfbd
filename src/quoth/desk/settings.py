"""What a desk is told when it is opened, in a form that its processes can hand on."""

from __future__ import annotations

import ipaddress
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from quoth.errors import DeskError

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Shorter ones can be guessed.
SHORTEST_TOKEN = 16


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a visitor may bring, in bytes, and what reading it may take, in seconds and bytes of memory."""

    upload: int = 20 * 1024 * 1024
    upload_seconds: float = 30.0
    reading_seconds: float = 60.0
    reading_memory: int = 3 * 1024**3


@dataclass(frozen=True, slots=True)
class Settings:
    """An archive, where the desk on it listens, and who may come.

    `names` are further names by which browsers may call it; `fetched` are hosts that may be fetched from though they
    are private; `drafts` is a folder for what was read and not added yet.
    """

    archive: Path
    drafts: Path
    host: str = "127.0.0.1"
    port: int = 8321
    token: str | None = None
    names: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()
    limits: Limits = Limits()

    def __post_init__(self) -> None:
        """Raise `DeskError` for a desk that others could reach without a token."""
        if not is_loopback(self.host) and self.token is None:
            raise DeskError(f"{self.host} is an address that others reach: give a token, or leave --host out.")
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise DeskError(
                f"The token is short enough to be guessed: give one of at least {SHORTEST_TOKEN} characters."
            )

    @property
    def known_as(self) -> frozenset[str]:
        """The names that a Host header may have, in small letters and without a port."""
        return frozenset(name.lower() for name in (*_LOOPBACK, self.host, *self.names))

    def dumps(self) -> str:
        """The settings as text, for another process."""
        return json.dumps({**asdict(self), "archive": str(self.archive), "drafts": str(self.drafts)})

    @classmethod
    def loads(cls, text: str) -> Settings:
        """The settings that `dumps` wrote."""
        held = json.loads(text)
        held["archive"], held["drafts"] = Path(held["archive"]), Path(held["drafts"])
        held["names"], held["fetched"] = tuple(held["names"]), tuple(held["fetched"])
        return cls(**{**held, "limits": Limits(**held["limits"])})


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
