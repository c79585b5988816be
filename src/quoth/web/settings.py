"""How a server is to be run: who may read, who may write, and how much."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from quoth.errors import QuothError

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server is told when it starts.

    Attributes:
        record: the record's file.
        host: the address that it binds to.
        port: the port there.
        token: what whoever reads or writes must show; None for none.
        public_read: whether everybody may read without the token.
        add: whether articles may be added; by default on loopback only.
        origins: other sites whose scripts may read the API.
        upload_bytes: most bytes that one request may send.
        requests: most requests of one address in a minute that need much work: checking,
            adding, searching by meaning.
    """

    record: Path
    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    public_read: bool = False
    add: bool | None = None
    origins: tuple[str, ...] = ()
    upload_bytes: int = 20 * _MB
    requests: int = 60

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def may_add(self) -> bool:
        """Whether articles may be added through pages and API."""
        return self.is_local if self.add is None else self.add

    def checked(self) -> Settings:
        """Return these settings; raise `QuothError` where they would let everybody in."""
        if not self.is_local and self.token is None and not self.public_read:
            raise QuothError(
                f"{self.host}: everybody who reaches this address could read the record"
                " (give --token, or say --public-read)"
            )
        return self


def is_loopback(host: str) -> bool:
    """Return whether an address, or the name `localhost`, is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
