"""ZIP, WACZ and TAR to the pages, texts and lists of articles in them.

Nothing is unpacked to the disk: a member's name only tells where a page was found. Members are
read as files in a folder are, by their endings; archives in archives are not opened.
"""

from __future__ import annotations

import lzma
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO, cast

from quoth.errors import InputError, Malformed, TooLarge
from quoth.intake.archives import Form, Found, Holding, Page, Passed
from quoth.intake.files import (
    begun,
    first_bytes,
    is_out_of_proportion,
    is_packed,
    megabytes,
    told_plainly,
    unpacking,
)
from quoth.intake.forms import NOT_FROM_FOLDERS, form_of, is_packed_whole
from quoth.intake.limits import Limits

_LISTS: frozenset[Form] = frozenset({"jsonl", "csv", "tsv"})
_NESTED: frozenset[Form] = frozenset({"warc", "wacz", "zip", "tar", "parquet", "mbox"})
_CRAWL = re.compile(r"archive/[^/]+\.warc(?:\.gz)?$", re.IGNORECASE)
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_TAR_FAULTS = (tarfile.TarError, struct.error, ValueError)
_NO_FILE = "not a page (a link or device)"
_REMEDY = "unpack it yourself, if you trust it"
_MOST_MEMBERS = 2_000_000
_LONGEST_HEADER = 1_000_000
_PREFIXES = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


def zip_members(
    file: BinaryIO | IO[bytes],
    source: str,
    limits: Limits,
    *,
    begin: int = 0,
    end: int | None = None,
) -> Iterator[Found]:
    """Yield what is in a ZIP or WACZ archive.

    Args:
        file: the archive; it must be seekable.
        source: as the user knows it.
        limits: bounds on one member.
        begin, end: which members, by their place in the archive's directory.
    """
    with _zip(file, source) as archive:
        members = archive.infolist()
        crawled = is_crawl(archive)
        size = file.seek(0, 2)
        unpacked = 0
        for info in members[begin:end]:
            name = readable(info.filename)
            place = f"{source}:{name}"
            form = form_of(info.filename)
            if crawled and _CRAWL.search(info.filename):
                form = "warc"
            elif crawled or info.is_dir() or _is_aside(info.filename):
                continue
            elif (reason := _not_read(name, form)) is not None:
                yield Passed(place, reason)
                continue
            assert form is not None
            if stat.S_ISLNK(info.external_attr >> 16):
                yield Passed(place, _NO_FILE)
                continue
            if info.flag_bits & 1:
                yield InputError(place, "it is encrypted", "unpack the archive yourself")
                continue
            try:
                member = archive.open(info)
            except _ZIP_FAULTS as error:
                yield _damaged(place, error)
            else:
                with member:
                    yield from _member(
                        _Forward(member, place, _ZIP_FAULTS), form, info.file_size, limits
                    )
            unpacked += info.file_size if info.file_size <= limits.html_bytes else 0
            if is_out_of_proportion(unpacked, size):
                raise TooLarge(source, "unpacks to many times its size", _REMEDY)


def how_many(file: BinaryIO | IO[bytes], source: str) -> int:
    """Return how many members a ZIP archive has."""
    with _zip(file, source) as archive:
        return len(archive.infolist())


def is_crawl(archive: zipfile.ZipFile) -> bool:
    """Return whether a ZIP archive is a WACZ: a crawl's WARC files with their indexes."""
    return "datapackage.json" in archive.NameToInfo and any(
        _CRAWL.match(name) for name in archive.NameToInfo
    )


def _zip(file: BinaryIO | IO[bytes], source: str) -> zipfile.ZipFile:
    if not file.seekable():
        raise InputError(source, "a ZIP archive is not read from a pipe", "save it to a file")
    try:
        archive = zipfile.ZipFile(file)
    except _ZIP_FAULTS as error:
        raise Malformed(source, "a damaged or cut off ZIP archive", "get it again") from error
    if len(archive.infolist()) > _MOST_MEMBERS:
        raise TooLarge(source, f"over {_MOST_MEMBERS:,} members", "split it")
    return archive


def tar_members(
    file: BinaryIO | IO[bytes],
    source: str,
    limits: Limits,
    *,
    begin: int = 0,
    end: int | None = None,
) -> Iterator[Found]:
    """Yield what is in a TAR archive, packed as a whole or not.

    Args:
        file: the archive, read forward.
        source: as the user knows it.
        limits: bounds on one member.
        begin, end: the stretch, in bytes, in which members begin; of one that is not packed.
    """
    told = False
    for archive, info in tar_headers(file, source, begin):
        if isinstance(info, InputError):
            if not told:
                yield info
            continue
        told = False
        if end is not None and info.offset >= end:
            return
        name = readable(info.name)
        place = f"{source}:{name}"
        form = form_of(info.name)
        if info.isdir() or _is_aside(info.name):
            continue
        if not info.isreg():
            yield Passed(place, _NO_FILE)
            continue
        if (reason := _not_read(name, form)) is not None:
            yield Passed(place, reason)
            continue
        assert form is not None
        file_of = archive.extractfile(info)
        assert file_of is not None
        member = _Forward(file_of, place, _TAR_FAULTS)
        yield from _member(member, form, info.size, limits)
        told = member.damaged


def tar_headers(
    file: BinaryIO | IO[bytes], source: str, begin: int = 0
) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo | InputError]]:
    """Yield the header of each member, with the archive to read it from, before the next one.

    Behind damaged data it goes on with the next block that is a header; an error stands where
    that is.
    """
    head, file = begun(file, 6)
    if is_packed(head):
        file = unpacking(file, source)
    elif file.seekable():
        file.seek(begin)
    damaged: list[bool] = []
    mode: Any = "r:" if file.seekable() else "r|"
    try:
        archive: Any = tarfile.open(  # noqa: SIM115 (it closes nothing that it opened)
            fileobj=file, mode=mode, ignore_zeros=True, tarinfo=_info(damaged), errorlevel=0
        )
    except (tarfile.TarError, struct.error, ValueError) as error:
        raise Malformed(source, "no TAR archive, or a damaged one", "get it again") from error
    expected = begin
    while True:
        try:
            info = archive.next()
        except (tarfile.TarError, struct.error, ValueError) as error:
            problem = f"damaged or cut off: {error}"[:200]
            yield archive, Malformed(f"{source}@{expected}", problem, "get it again")
            return
        if damaged:
            damaged.clear()
            yield archive, Malformed(f"{source}@{expected}", "damaged data", "get it again")
        if info is None:
            return
        expected = info.offset_data + (info.size + 511) // 512 * 512
        # It keeps each header that it has met.
        archive.members, archive.pax_headers = [], {}
        yield archive, info


def _info(damaged: list[bool]) -> type[tarfile.TarInfo]:
    class Info(tarfile.TarInfo):
        """A header; what would make others of it grow without bound is none."""

        @classmethod
        def frombuf(cls, buf: Any, encoding: str, errors: str) -> Any:
            try:
                info = super().frombuf(buf, encoding, errors)
            except (tarfile.EOFHeaderError, tarfile.EmptyHeaderError):  # type: ignore[attr-defined]
                raise
            except tarfile.HeaderError:
                damaged.append(True)
                raise
            long = info.type in _PREFIXES and info.size > _LONGEST_HEADER
            if long or info.size < 0 or info.type == tarfile.GNUTYPE_SPARSE:
                damaged.append(True)
                raise tarfile.InvalidHeaderError("a header that is not read")  # type: ignore[attr-defined]
            return info

        def _proc_gnusparse_10(self, *_: Any) -> None:
            # Its map has no bound.
            raise tarfile.InvalidHeaderError("a sparse file")  # type: ignore[attr-defined]

    return Info


def _member(
    member: _Forward, form: Form, size: int, limits: Limits
) -> Iterator[Page | Holding | InputError]:
    try:
        if form in _LISTS or form == "warc":
            yield _holding(member, form)
        else:
            yield _page(member, form, size, limits)
    except InputError as error:
        yield error


def _holding(member: _Forward, form: Form) -> Holding:
    head, stream = begun(cast(IO[bytes], member), 6)
    if is_packed_whole(head, form):
        stream = unpacking(stream, member.place)
    return Holding(member.place, form, stream)


def _page(member: _Forward, form: Form, size: int, limits: Limits) -> Page:
    place = member.place
    most = limits.html_bytes if form in ("html", "mail") else limits.text_bytes
    data = b"" if size > most else first_bytes(member, most + 1)
    if is_packed(data):
        with told_plainly(place):
            data = first_bytes(unpacking(BytesIO(data), place), most + 1)
    if size > most or len(data) > most:
        raise TooLarge(place, f"over {megabytes(most)}", "unpack it, or raise the limit")
    return Page(place, data, form)


def _damaged(place: str, error: Exception) -> Malformed:
    return Malformed(place, f"cut off or damaged in the archive: {error}"[:200])


def _not_read(name: str, form: Form | None) -> str | None:
    """Return why a member is not read, or None if it is."""
    if form in _NESTED:
        return "nested archive (unpack it to have it read)"
    if form is None or form in NOT_FROM_FOLDERS:
        return f"not a page ({PurePosixPath(name).suffix or 'no ending'})"
    return None


def _is_aside(name: str) -> bool:
    """Return whether a folder's walk would not meet a file of this name: hidden, or of a page."""
    *folders, file = [part for part in name.split("/") if part not in ("", ".", "..")] or [""]
    return file.startswith(".") or any(
        folder.startswith(".") or folder.endswith("_files") or folder == "__MACOSX"
        for folder in folders
    )


def readable(name: str) -> str:
    """Return a member's name as it can be shown and stored."""
    return _UNSAFE.sub("�", name)


class _Forward:
    """A member that is read forward only: going back would unpack it from its beginning.

    Attributes:
        place: of the member.
        damaged: whether reading it has failed, as one of `faults`; that is an `InputError`.
    """

    def __init__(self, member: IO[bytes], place: str, faults: tuple[type[Exception], ...]) -> None:
        self.place = place
        self.damaged = False
        self._member = member
        self._faults = faults

    def read(self, size: int = -1) -> bytes:
        try:
            return self._member.read(size)
        except self._faults as error:
            self.damaged = True
            raise _damaged(self.place, error) from error

    def seekable(self) -> bool:
        return False
