"""Readers for the tests of batches, where what is read is not the point."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quoth.article import Article, Span
from quoth.quotation import Quotation, Reading, Speaker


@dataclass(frozen=True)
class TinyReader:
    """Takes the first line of a text for what its first word says.

    Attributes:
        pause: how many seconds it takes over an article.
        diary: a folder where it leaves a file by the number of its process for each article.
        deadly: an article with this word in it ends the process.
        faulty: an article with this word in it is a fault of the program.
        version: of its model.
    """

    pause: float = 0.0
    diary: str = ""
    deadly: str = ""
    faulty: str = ""
    version: str = "tiny-1"

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield the readings of articles, in order."""
        for article in articles:
            if self.diary:
                (Path(self.diary) / f"{os.getpid()}-{time.monotonic_ns()}").touch()
            if self.deadly and self.deadly in article.text:
                os._exit(1)
            if self.faulty and self.faulty in article.text:
                raise RuntimeError("a fault")
            time.sleep(self.pause)
            line, _, _ = article.text.partition("\n")
            first = line.split()[0]
            quotation = Quotation(
                "q1", "direct", (Span(0, len(line)),), speaker=Speaker(first, "person", 0.5)
            )
            yield Reading(article, (quotation,))
