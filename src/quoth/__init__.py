"""Quoth reads news and keeps a verifiable record of who said what.

>>> import quoth
>>> reading = quoth.read("“We will rebuild the pier,” said Mayor Ines Okafor.")
>>> [(q.speaker.name, q.type) for q in reading.quotations]
[('Ines Okafor', 'direct')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoth.article import Article, Block, Span
from quoth.errors import (
    EmptyInput,
    FetchError,
    InputError,
    Malformed,
    ModelError,
    NotText,
    PrivateAddress,
    QueryError,
    QuothError,
    RecordBusy,
    RecordError,
    TooLarge,
)
from quoth.quotation import (
    Difference,
    HeadlineQuote,
    Known,
    Mention,
    Named,
    Quotation,
    Reading,
    Speaker,
)
from quoth.version import __version__

if TYPE_CHECKING:
    from quoth.api import read
    from quoth.reading.reader import Reader
    from quoth.record.record import Record

__all__ = [
    "Article",
    "Block",
    "Difference",
    "EmptyInput",
    "FetchError",
    "HeadlineQuote",
    "InputError",
    "Known",
    "Malformed",
    "Mention",
    "ModelError",
    "Named",
    "NotText",
    "PrivateAddress",
    "QueryError",
    "Quotation",
    "QuothError",
    "Reader",
    "Reading",
    "Record",
    "RecordBusy",
    "RecordError",
    "Span",
    "Speaker",
    "TooLarge",
    "__version__",
    "read",
]

_LAZY = {"read": "quoth.api", "Reader": "quoth.reading.reader", "Record": "quoth.record.record"}


def __getattr__(name: str) -> Any:
    # What loads the network is imported when first asked for: `quoth --help` must not wait.
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
