"""One page from its address, with bounds on size, time and redirects.

Written on `http.client`, because the check of where an address leads must be made on the very
connection that is used: a name may resolve to another host the second time it is asked for.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from dataclasses import dataclass
from email.message import Message
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from quoth.errors import FetchError, TooLarge
from quoth.intake.limits import Limits

_REDIRECTS = {301, 302, 303, 307, 308}
_PIECE = 65536
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Quoth/0.1; reads one article for its user)",
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


def fetch(url: str, *, limits: Limits | None = None) -> Fetched:
    """Return what stands at an http or https address.

    Args:
        url: the address.
        limits: `html_bytes`, `fetch_seconds` and `redirects` bound it; addresses of this
            machine and its network are refused unless `allow_private`.

    Raises:
        FetchError: no answer, an error for an answer, too slow, or sent on too often.
        TooLarge: the answer is over the size bound.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.fetch_seconds
    here = url
    try:
        for _ in range(limits.redirects + 1):
            answer = _get(here, url, deadline, limits)
            if isinstance(answer, Fetched):
                return answer
            here = urljoin(here, answer)
    except TimeoutError as error:
        remedy = "try again, or save the page and read the file"
        raise FetchError(url, f"no answer in {limits.fetch_seconds:g} s", remedy) from error
    except ssl.SSLError as error:
        raise FetchError(url, f"no safe connection: {error.reason or error}") from error
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        raise FetchError(url, f"cannot be fetched: {error}", "check the address") from error
    raise FetchError(url, f"sent on more than {limits.redirects} times")


def _get(here: str, url: str, deadline: float, limits: Limits) -> Fetched | str:
    """Ask once; return what was found, or the address that the answer sends on to."""
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
        connection.sock = sock
        path = quote(
            urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/?&=%:;,+@!$'()*~#[]"
        )
        name = f"[{host}]" if ":" in host else host
        default = port == (443 if parts.scheme == "https" else 80)
        headers = {**_HEADERS, "Host": name if default else f"{name}:{port}", "Connection": "close"}
        connection.request("GET", path, headers=headers)
        _leave(sock, deadline)
        response = connection.getresponse()
        if response.status in _REDIRECTS and response.headers.get("Location"):
            return str(response.headers["Location"])
        if response.status != 200:
            reason = f"{response.status} {response.reason}".strip()
            raise FetchError(url, f"the server answered {reason}", "open it in a browser, save it")
        data = _body(response, sock, url, deadline, limits.html_bytes)
    finally:
        sock.close()
    kind: Message = response.headers
    return Fetched(data, here, kind.get_content_type(), kind.get_content_charset())


def _connected(host: str, port: int, url: str, deadline: float, limits: Limits) -> socket.socket:
    """Return a connection to the host, to no address but one that was looked at."""
    problem: Exception | None = None
    for family, kind, protocol, _, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        if not limits.allow_private and not _is_public(str(address[0])):
            problem = FetchError(
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


def _body(
    response: http.client.HTTPResponse, sock: socket.socket, url: str, deadline: float, most: int
) -> bytes:
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip", ""):
        raise FetchError(url, f"the answer is packed as {packed}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=31) if packed.endswith("gzip") else None
    parts: list[bytes] = []
    size = 0
    while True:
        _leave(sock, deadline)
        piece = response.read1(_PIECE)
        if not piece:
            break
        if unpacker is not None:
            piece = unpacker.decompress(piece, most + 1 - size)
        parts.append(piece)
        size += len(piece)
        if size > most:
            raise TooLarge(url, f"over {most / 1_000_000:g} MB", "save the article alone")
    return b"".join(parts)
