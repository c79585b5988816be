"""The short way in: one function that reads one thing."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from quoth.article import Article
from quoth.errors import InputError
from quoth.intake import article_from_text, read_inputs
from quoth.quotation import Reading
from quoth.reading.reader import Reader

_LONGEST_PATH = 1024


def read(source: str | Path | Article) -> Reading:
    """Return what one article says and who says it, by the shipped reader.

    Args:
        source: an article; a path; or text. A string of one line that names an existing file
            is taken as a path, every other string as the text itself.

    Raises:
        InputError: the file cannot be read, is empty, binary, or too large, or it holds
            several articles (use `quoth.intake.read_inputs` and `Reader.read_many`).
        ModelError: the shipped reader is missing.
    """
    return _reader().read(_article(source))


def _article(source: str | Path | Article) -> Article:
    if isinstance(source, Article):
        return source
    if isinstance(source, str) and not _names_a_file(source):
        return article_from_text(source, id="text")
    found = list(read_inputs([str(source)]))
    if len(found) != 1:
        raise InputError(str(source), f"holds {len(found)} articles", "read them with read_many")
    if isinstance(found[0], InputError):
        raise found[0]
    return found[0]


def _names_a_file(source: str) -> bool:
    if len(source) > _LONGEST_PATH or "\n" in source or "\0" in source or not source.strip():
        return False
    return Path(source).is_file()


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()
