"""Archives, tables and mailboxes made for tests: sound ones, and ways to break them."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

PAGE = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    "<p>The harbour board of Skarvness met on Monday to hear about the {thing}, which has stood "
    "on the quay for more than forty years and is in everybody's way.</p>"
    "<p>“The {thing} stays where it is,” said Ebba Lindqvist, the harbour master. “We have no "
    "other, and the boats cannot wait for the town to buy one.”</p>"
    "<p>The council will be asked for its opinion in the spring, according to the board.</p>"
    "</article></body></html>"
)
GERMAN = (
    "<html><body><article><h1>Der Kran bleibt stehen</h1>"
    "<p>Der Hafenrat von Skarvness hat am Montag über den alten Kran beraten, der seit mehr als "
    "vierzig Jahren auf dem Kai steht und allen im Weg ist.</p><p>„Der Kran bleibt, wo er ist“, "
    "sagte die Hafenmeisterin Ebba Lindqvist. „Wir haben keinen anderen, und die Boote können "
    "nicht warten.“</p></article></body></html>"
)
TEXT = (
    "Board keeps crane\n\nThe harbour board met on Monday to hear about the crane.\n\n"
    "“It stays where it is,” said Ebba Lindqvist, the harbour master of Skarvness.\n"
)


def page(thing: str) -> bytes:
    """A page about a thing on the quay."""
    return PAGE.format(title=f"Board keeps {thing}", thing=thing).encode()


def answer(
    body: bytes,
    *,
    status: str = "200 OK",
    kind: str | None = "text/html",
    more: Mapping[str, str] | None = None,
) -> bytes:
    """What a server answers."""
    headers = {} if kind is None else {"Content-Type": kind}
    headers |= more or {}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    block: bytes,
    url: str = "https://skarvness.example/news",
    *,
    kind: str = "response",
    length: int | str | None = None,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """One record of a WARC file; its length may be a lie."""
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
        "WARC-Date": "2026-03-02T18:04:11Z",
        "WARC-Target-URI": url,
        "Content-Type": f"application/http; msgtype={kind}",
        "Content-Length": str(len(block) if length is None else length),
    }
    headers |= more or {}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def warc(records: Iterable[bytes], *, packed: bool) -> bytes:
    """A WARC file, gzipped record by record or not at all."""
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def tarred(members: Mapping[str, bytes], packing: str = "") -> bytes:
    """A TAR archive, packed by gz, bz2 or xz or not."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=f"w:{packing}") as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def put(path: Path, data: bytes) -> str:
    """Write a file, and return its path as a user types it."""
    path.write_bytes(data)
    return str(path)
