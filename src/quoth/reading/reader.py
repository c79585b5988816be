"""The reader: articles in, readings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

from quoth.article import Article
from quoth.errors import ModelError
from quoth.quotation import Known, Reading
from quoth.reading.encoder import Encoder, Scores
from quoth.reading.preparing import Part, Prepared, prepare, silence
from quoth.reading.settings import load_settings
from quoth.reading.tokens import Cutter

_MODELS = Path(__file__).parent.parent / "models"
MODEL, FAST = _MODELS / "en", _MODELS / "en_fast"
"""The folders of the readers that are shipped: of the better one, and of the one made for speed."""
SHIPPED: Mapping[str | Path, Path] = {"en": MODEL, "en_fast": FAST}
"""The same by their names."""

_PARTS = ("reader.onnx", "settings.json", "tokenizer.json")
_GROUP = 8_192


class _Started(NamedTuple):
    """A group of articles whose parts are with the encoder."""

    group: Sequence[Prepared]
    work: list[list[tuple[Part, Future[Scores]]]]


class Reader:
    """Finds the quotations of articles with one trained model.

    Args:
        model: folder of the model, or as a string the name of a shipped one: `en`, which is
            taken by default, or `en_fast`.
        threads: processor cores to use, at least 1.
        people: of whom it is known beforehand who they are.

    Raises:
        ModelError: the model is missing or was made for another version.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        threads: int = 1,
        people: Sequence[Known] = (),
    ) -> None:
        folder = MODEL if model is None else SHIPPED.get(model, Path(model))
        if not (folder / "reader.onnx").is_file():
            raise ModelError(f"{folder}: no reader there (reader.onnx is missing)")
        self._settings = load_settings(folder / "settings.json")
        with ThreadPoolExecutor(1) as beside:
            # ONNX Runtime lets others work while it loads, and much of the program makes sense
            # of the encoder's scores only: that is imported meanwhile.
            encoder = beside.submit(Encoder, folder / "reader.onnx")
            self._cut = load_cutter(folder / "tokenizer.json")
            from quoth.reading.interpreting import interpret

            self._interpret = interpret
            self._encode = encoder.result()
        self._threads = max(1, threads)
        self._people = tuple(people)
        self._folder = folder

    @cached_property
    def version(self) -> str:
        """What names this very model: its folder's name and a digest of what is in it."""
        # Only a record asks for it, and OpenSSL, which comes with it, takes a while to load.
        import hashlib

        digest = hashlib.sha256()
        for part in _PARTS:
            digest.update((self._folder / part).read_bytes())
        return f"{self._folder.name}-{digest.hexdigest()[:12]}"

    def read(self, article: Article | str) -> Reading:
        """Return what one article (or bare text) says, and who says it."""
        if isinstance(article, str):
            article = Article(text=article)
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read articles as they come and yield their readings in the same order.

        Articles are taken in groups that are decoded together; memory depends on the group
        and not on the number of articles.
        """
        groups = _grouped(self._prepare(a) for a in articles)
        if self._threads == 1:
            for group in groups:
                work = ([(part, self._read(part)) for part in p.parts()] for p in group)
                yield from self._finish(group, work)
            return
        with ThreadPoolExecutor(self._threads - 1) as pool:
            waiting: _Started | None = None
            for group in groups:
                # While the encoder works on this group, the one before it is finished.
                started = self._start(pool, group)
                if waiting:
                    yield from self._finish(waiting.group, self._scored(waiting))
                waiting = started
            if waiting:
                yield from self._finish(waiting.group, self._scored(waiting))

    def _prepare(self, article: Article) -> Prepared:
        return prepare(article, self._cut, self._settings)

    def _start(self, pool: ThreadPoolExecutor, group: Sequence[Prepared]) -> _Started:
        work = [[(part, pool.submit(self._read, part)) for part in p.parts()] for p in group]
        return _Started(group, work)

    def _scored(self, started: _Started) -> Iterator[list[tuple[Part, Scores]]]:
        """The parts of each article with their scores; reads those that no thread has begun."""
        work = [held for article in started.work for held in article]
        own = {scores: self._read(part) for part, scores in reversed(work) if scores.cancel()}
        for article in started.work:
            yield [(part, own.get(scores) or scores.result()) for part, scores in article]

    def _read(self, part: Part) -> Scores:
        if not part.spoken:
            return silence(len(part.pieces.ids))
        return self._encode(part.pieces)

    def _finish(
        self, group: Sequence[Prepared], work: Iterable[list[tuple[Part, Scores]]]
    ) -> Iterator[Reading]:
        scores = [
            window
            for prepared, read in zip(group, work, strict=True)
            for window in prepared.by_windows(read)
        ]
        return self._interpret(group, scores, self._settings, self._people)


def load_cutter(path: Path) -> Cutter:
    """Load what cuts text into word pieces; raises `ModelError`."""
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare exceptions
        raise ModelError(f"{path}: cannot be loaded: {error}") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Cutter(tokenizer)


def _grouped(prepared: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    """Gather articles until they fill a group; never holds more than one group back."""
    group: list[Prepared] = []
    held = 0
    for item in prepared:
        group.append(item)
        held += len(item.tokens)
        if held >= _GROUP:
            yield group
            group, held = [], 0
    if group:
        yield group
