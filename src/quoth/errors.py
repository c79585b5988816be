"""The errors that Quoth raises, one small family.

QuothError
├── InputError         one input could not be turned into an article
│   ├── EmptyInput     nothing to read in it
│   ├── TooLarge       over the size bound
│   ├── NotText        binary, or in no encoding that can be told
│   ├── Malformed      text, but not of the form that was promised (a JSON line, a page)
│   └── FetchError     an address that did not answer as it should
│       └── PrivateAddress  one of this machine or network, which was not asked
├── RecordError        a record cannot be opened, read or written
│   └── RecordBusy     another program is writing to it, and does not finish
├── QueryError         a search or a name in it cannot be understood
└── ModelError         the trained reader is missing or does not fit this version
"""

from __future__ import annotations


class QuothError(Exception):
    """Base of every error that Quoth raises on purpose."""


class InputError(QuothError):
    """One input could not be turned into an article; the others are not touched by it.

    Args:
        source: the input as the user knows it: a path, `path:line`, an address, or `-`.
        problem: what was wrong, in plain words.
        remedy: what the user can do about it; may be empty.
    """

    def __init__(self, source: str, problem: str, remedy: str = "") -> None:
        self.source = source
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{source}: {problem}" + (f" ({remedy})" if remedy else ""))


class EmptyInput(InputError):
    """There is nothing to read in the input."""


class TooLarge(InputError):
    """The input is over the size bound."""


class NotText(InputError):
    """The input is binary, or in no encoding that can be told."""


class Malformed(InputError):
    """The input is text, but not of the form that was promised."""


class FetchError(InputError):
    """An address did not answer as it should."""


class PrivateAddress(FetchError):
    """An address leads to this machine or its network, and was not asked."""


class RecordError(QuothError):
    """A record cannot be opened, read or written; what it holds is as it was.

    Args:
        path: its file.
        problem: what was wrong, in plain words.
        remedy: what the user can do about it; may be empty.
    """

    def __init__(self, path: str, problem: str, remedy: str = "") -> None:
        self.path = path
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{path}: {problem}" + (f" ({remedy})" if remedy else ""))


class RecordBusy(RecordError):
    """Another program is writing to a record and does not finish; later it can be written."""


class QueryError(QuothError):
    """A search, or a name in it, cannot be understood.

    Args:
        problem: what was wrong, and where, in plain words.
        remedy: what the user can do about it; may be empty.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(problem + (f" ({remedy})" if remedy else ""))


class ModelError(QuothError):
    """The trained reader is missing, damaged, or made for another version of Quoth."""
