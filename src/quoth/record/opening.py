"""A record's file: where it is, making it, bringing it up to date, connecting to it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from quoth.errors import RecordBusy, RecordError
from quoth.record.schema import VERSION

_PATIENCE = 60.0
"""Seconds to wait for another program that is writing."""
_LOOKED_AT = 400
"""So many entries of each index are looked at to tell how its rows are spread."""


def default_path() -> Path:
    """Return where the record is when nobody says: `QUOTH_RECORD`, or the user's data folder."""
    named = os.environ.get("QUOTH_RECORD")
    return Path(named) if named else user_data_path("quoth", appauthor=False) / "quoth.db"


def open_record(path: Path, *, create: bool = False) -> tuple[Engine, bool]:
    """Open a record, bringing it up to this version first where it is older.

    Args:
        path: its file.
        create: whether to make one where there is none.

    Returns:
        The engine to connect with, and whether the record was made just now.

    Raises:
        RecordError: there is none, it is not a record, it is of a newer version, or it cannot be
            opened.
    """
    new = not path.exists() or path.stat().st_size == 0
    if new and not create:
        remedy = "make one with `quoth add` or `quoth follow FEED`"
        raise RecordError(str(path), "no record there", remedy)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(str(path), f"cannot be made: {error.strerror or error}") from error
    if not new and _is_shelved(path):
        # Beside it nothing can be written, and so nothing changes it.
        address = f"sqlite:///file:{quote(str(path.absolute()))}?mode=ro&immutable=1&uri=true"
        engine = create_engine(address)
    else:
        engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _PATIENCE})
        event.listen(engine, "connect", _keep)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as connection:
            found = _version(connection)
        if found != VERSION:
            with writing(engine) as connection:
                # Another program may have done it while this one waited.
                if _version(connection) != VERSION:
                    _migrate(connection, path)
    except DatabaseError as error:
        engine.dispose()
        raise _told(path, error) from error
    except RecordError:
        engine.dispose()
        raise
    return engine, new


def file_of(engine: Engine) -> str:
    """Return the path of a record's file, as errors tell it."""
    return str(engine.url.database).removeprefix("file:")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Connect to see one unchanging state of the record, whatever is written meanwhile.

    Raises:
        RecordError: it cannot be read, or is asked for a number that is larger than any.
    """
    with _telling(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Connect to change the record, alone; all is kept at the end, or nothing on an error.

    Raises:
        RecordBusy: another program is writing to it and does not finish.
        RecordError: it cannot be written (a full disk, no permission), or is asked for a number
            that is larger than any.
    """
    connection = engine.connect().execution_options(quoth_writing=True)
    with _telling(engine), connection, connection.begin():
        yield connection


@contextmanager
def _telling(engine: Engine) -> Iterator[None]:
    """Tell what a fault of the database means to a user."""
    try:
        yield
    except DatabaseError as error:
        raise _told(Path(file_of(engine)), error) from error
    except OverflowError as error:
        raise RecordError(file_of(engine), "there is no such number in this record") from error


def take_stock(engine: Engine) -> None:
    """Let the database note how its rows are spread: by that it chooses among its indexes.

    Without it, a question about one speaker may be answered by looking through all articles. It
    takes milliseconds, however large the record is.

    Raises:
        RecordError: the record cannot be written.
    """
    with writing(engine) as connection:
        connection.exec_driver_sql(f"PRAGMA analysis_limit = {_LOOKED_AT}")
        connection.exec_driver_sql("ANALYZE")


def _is_shelved(path: Path) -> bool:
    """Whether a record is where nothing can be written, and all of it is in its file."""
    waiting = Path(f"{path}-wal")
    whole = not waiting.exists() or waiting.stat().st_size == 0
    return whole and not os.access(path.parent, os.W_OK)


def _keep(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    # Each transaction is on the disk when it ends, even if the power fails then.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _prepare(connection: Any, _: Any) -> None:
    # The driver is not to begin transactions by itself: `_begin` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA cache_size = -64000")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute("PRAGMA mmap_size = 1073741824")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: if it first read and then wrote, it could not wait for
    # another one to finish.
    writes = connection.get_execution_options().get("quoth_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _version(connection: Connection) -> str | None:
    """The schema version of a record, or None for an empty file."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = set(names.scalars())
    if not tables:
        return None
    if not {"alembic_version", "quotations"} <= tables:
        raise RecordError(
            file_of(connection.engine),
            "a database, but not a record of Quoth",
            "name another file with --record",
        )
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(found)


def _migrate(connection: Connection, path: Path) -> None:
    # Not imported before it is needed: opening an up-to-date record must be quick.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "quoth.record:migrations")
    config.attributes["connection"] = connection
    found = _version(connection)
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise RecordError(
            str(path), f"made by a newer version of Quoth (schema {found})", "update Quoth"
        )
    command.upgrade(config, "head")


def _told(path: Path, error: DatabaseError) -> RecordError:
    """What a database error means to a user."""
    cause = error.orig
    name = str(path)
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        code &= 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return RecordError(name, "not a record", "name another file with --record")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return RecordBusy(name, "another program is writing to it", "try again when it is done")
    if code == sqlite3.SQLITE_FULL:
        return RecordError(name, "the disk is full", "make room and go on with the same command")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return RecordError(name, f"cannot be opened or written: {cause}", "check its permissions")
    if code == sqlite3.SQLITE_CORRUPT:
        return RecordError(name, f"damaged: {cause}", "take it back from a copy")
    return RecordError(name, f"cannot be used: {cause}")
