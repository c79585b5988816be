"""One page from its address, with bounds on size, time and redirects.

Written on `http.client`, because the check of where an address leads must be made on the very
connection that is used: a name may resolve to another host the second time it is asked for.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from quoth.errors import FetchError, PrivateAddress, TooLarge
from quoth.intake.files import megabytes
from quoth.intake.limits import Limits
from quoth.version import __version__

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_REDIRECTS = {301, 302, 303, 307, 308}
_PIECE = 65536
_LONGEST_VALUE = 1000
_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; Quoth/{__version__}; reads one article for its user)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en,*;q=0.5",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the bytes, from where in the end, and as what."""

    data: bytes
    url: str
    media_type: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered when it was asked once.

    Attributes:
        status, reason: its code, and the words with it.
        url: the address that was asked for.
        data: the bytes, unpacked; none but of a status 200.
        media_type, charset: as what they were sent; "" and None where that is not told.
        location: the whole address that it sends on to, where it does.
        etag, modified: by which it knows this state of the page again.
        retry_after: when it wants to be asked again, as it says so.
    """

    status: int
    reason: str
    url: str
    data: bytes = b""
    media_type: str = ""
    charset: str | None = None
    location: str | None = None
    etag: str | None = None
    modified: str | None = None
    retry_after: str | None = None


def fetch(url: str, *, limits: Limits | None = None) -> Fetched:
    """Return what stands at an http or https address.

    Args:
        url: the address.
        limits: `html_bytes`, `fetch_seconds` and `redirects` bound it; addresses of this
            machine and its network are refused unless `allow_private`.

    Raises:
        FetchError: no answer, an error for an answer, too slow, or sent on too often.
        PrivateAddress: it leads to this machine or its network.
        TooLarge: the answer is over the size bound.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.fetch_seconds
    here = url
    with _told_plainly(url, limits):
        for _ in range(limits.redirects + 1):
            answer = _ask(here, url, _HEADERS, deadline, limits)
            if answer.location is None:
                break
            here = answer.location
    if answer.location is not None:
        raise FetchError(url, f"sent on more than {limits.redirects} times")
    if answer.status != 200:
        problem = f"the server answered {answer.status} {answer.reason}".strip()
        raise FetchError(url, problem, "open it in a browser, save it")
    return Fetched(answer.data, answer.url, answer.media_type, answer.charset)


def ask(
    url: str, headers: Mapping[str, str], *, limits: Limits | None = None, cut: bool = False
) -> Answer:
    """Ask for an address once, and return what was answered, whatever its status.

    Args:
        url: the address.
        headers: what the server is told beside the usual: who asks, what for, what is known.
        limits: as for `fetch`; redirects are not followed.
        cut: leave off what is over the size bound, rather than refuse the answer.

    Raises:
        FetchError: no answer, or too slow.
        PrivateAddress: it leads to this machine or its network.
        TooLarge: the answer is over the size bound.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.fetch_seconds
    with _told_plainly(url, limits):
        return _ask(url, url, {**_HEADERS, **headers}, deadline, limits, cut=cut)


@contextmanager
def _told_plainly(url: str, limits: Limits) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        remedy = "try again, or save the page and read the file"
        raise FetchError(url, f"no answer in {limits.fetch_seconds:g} s", remedy) from error
    except ssl.SSLError as error:
        raise FetchError(url, f"no safe connection: {error.reason or error}") from error
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        told = getattr(error, "strerror", None) or error
        raise FetchError(url, f"cannot be fetched: {told}", "check the address") from error


def _ask(
    here: str,
    url: str,
    headers: Mapping[str, str],
    deadline: float,
    limits: Limits,
    *,
    cut: bool = False,
) -> Answer:
    """Ask once; the errors name the address `url` that it began with."""
    parts = urlsplit(here)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(url, f"not an http or https address: {here[:200]}")
    host = parts.hostname.encode("idna").decode("ascii")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    sock = _connected(host, port, url, deadline, limits)
    try:
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        connection = http.client.HTTPConnection(host, port)
        connection.sock = _Timed(sock, deadline)
        path = quote(
            urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/?&=%:;,+@!$'()*~#[]"
        )
        name = f"[{host}]" if ":" in host else host
        default = port == (443 if parts.scheme == "https" else 80)
        own = {"Host": name if default else f"{name}:{port}", "Connection": "close"}
        connection.request("GET", path, headers={**headers, **own})
        response = connection.getresponse()
        data = b""
        if response.status == 200:
            data = _body(response, url, limits.html_bytes, cut=cut)
    finally:
        sock.close()
    kind: Message = response.headers
    sent_on = response.headers.get("Location") if response.status in _REDIRECTS else None
    return Answer(
        response.status,
        response.reason,
        here,
        data,
        kind.get_content_type() if "Content-Type" in kind else "",
        kind.get_content_charset(),
        urljoin(here, sent_on) if sent_on else None,
        *(_sound(response.headers.get(n)) for n in ("ETag", "Last-Modified", "Retry-After")),
    )


def _sound(value: str | None) -> str | None:
    """What can be sent back in a header as it came."""
    return value if value and value.isprintable() and len(value) <= _LONGEST_VALUE else None


class _Timed:
    """A connection on which all steps together take no longer than is left."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline

    def makefile(self, mode: str) -> io.BufferedReader:
        del mode
        return io.BufferedReader(_Received(self._sock, self._deadline))

    def sendall(self, data: Any) -> None:
        _leave(self._sock, self._deadline)
        self._sock.sendall(data)

    def close(self) -> None:
        """Nothing: the answer is read on; whoever has opened the connection closes it."""


class _Received(io.RawIOBase):
    """What comes in on a connection, until the time is up."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        _leave(self._sock, self._deadline)
        return self._sock.recv_into(buffer)


def _connected(host: str, port: int, url: str, deadline: float, limits: Limits) -> socket.socket:
    """Return a connection to the host, to no address but one that was looked at."""
    problem: Exception | None = None
    for family, kind, protocol, _, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        if not limits.allow_private and not _is_public(str(address[0])):
            problem = PrivateAddress(
                url, f"{host} is an address of this machine or network", "save the page as a file"
            )
            continue
        sock = socket.socket(family, kind, protocol)
        try:
            _leave(sock, deadline)
            sock.connect(address)
            return sock
        except OSError as error:
            sock.close()
            problem = error
    raise problem or FetchError(url, f"{host} has no address")


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (mapped is None or mapped.is_global)


def _leave(sock: socket.socket, deadline: float) -> None:
    """Let the next step on the connection take no longer than is left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    sock.settimeout(left)


def _body(response: http.client.HTTPResponse, url: str, most: int, *, cut: bool) -> bytes:
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip", ""):
        raise FetchError(url, f"the answer is packed as {packed}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=31) if packed.endswith("gzip") else None
    parts: list[bytes] = []
    size = 0
    while piece := response.read1(_PIECE):
        if unpacker is not None:
            piece = unpacker.decompress(piece, most + 1 - size)
        parts.append(piece)
        size += len(piece)
        if size > most:
            if cut:
                return b"".join(parts)[:most]
            raise TooLarge(url, f"over {megabytes(most)}", "save the article alone")
    if response.length or (unpacker is not None and size and not unpacker.eof):
        raise FetchError(url, "the answer was cut off", "try again")
    return b"".join(parts)
