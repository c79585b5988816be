"""The reader: articles in, readings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

from quoth.article import Article
from quoth.errors import ModelError
from quoth.quotation import Known, Reading
from quoth.reading.assembling import assemble, join, link
from quoth.reading.blocks import OWN, Pieces
from quoth.reading.coreference import coreference
from quoth.reading.decoding import Stretch, best_tags, spelled
from quoth.reading.encoder import Encoder, Scores
from quoth.reading.going_on import going_on
from quoth.reading.headline import check_headline, with_speakers
from quoth.reading.interviews import exchanges, with_interviewee
from quoth.reading.links import VECTOR, Floats, Ints
from quoth.reading.marks import Marks, pair_marks, paragraphs
from quoth.reading.people import speakers_and_named
from quoth.reading.reaching import reach
from quoth.reading.settings import Settings, load_settings
from quoth.reading.tags import KINDS, OUTSIDE, TAGS, entering
from quoth.reading.tokens import Tokens, Window, tokenize, windows
from quoth.reading.turns import turns_of

MODEL = Path(__file__).parent.parent / "models" / "en"
"""The reader that is shipped with the package."""

_PARTS = ("reader.onnx", "settings.json", "tokenizer.json")
_GROUP = 16_384
# Whole blocks, so that pieces stand beside the same ones however long the article is.
_PART, _BESIDE = 32 * OWN, 2 * OWN
_CERTAIN = 30.0


class Part(NamedTuple):
    """Pieces of an article that the encoder reads at a time.

    Attributes:
        pieces: what the encoder is told.
        own: the rows that are not read for the sake of their neighbours alone.
        spoken: whether they hold any letter or digit: where none is, nothing is said.
    """

    pieces: Pieces
    own: slice
    spoken: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article cut up for the encoder."""

    article: Article
    marks: Marks
    tokens: Tokens
    windows: tuple[Window, ...]

    def parts(self) -> Iterator[Part]:
        """The article as the encoder reads it."""
        total = len(self.tokens)
        places = np.zeros(total, dtype=np.int64)
        for window in self.windows:
            first = window.begin - window.context + 1
            places[window.begin : window.end] = np.arange(window.end - window.begin) + first
        for begin in range(0, total, _PART):
            before = max(0, begin - _BESIDE)
            rows = slice(before, begin + _PART + _BESIDE)
            own = slice(begin - before, begin - before + min(_PART, total - begin))
            pieces = Pieces(self.tokens.ids[rows], self.tokens.features[rows], places[rows])
            yield Part(pieces, own, self._spoken(before, before + len(pieces.ids)))

    def by_windows(self, read: Iterable[tuple[Part, Scores]]) -> list[Scores]:
        """The scores of each window, its context included, from those of the parts, in order."""
        if not self.windows:
            return []
        own = [
            [
                values[part.own] if part.spoken else np.zeros_like(values[part.own])
                for values in scores
            ]
            for part, scores in read
        ]
        whole = Scores(*(_joined(values) for values in zip(*own, strict=True)))
        return [
            Scores(*(values[window.context : window.end] for values in whole))
            if self._spoken(window.context, window.end)
            else _silence(window.end - window.context)
            for window in self.windows
        ]

    def _spoken(self, begin: int, end: int) -> bool:
        """Whether some pieces hold any letter or digit."""
        stretch = self.article.text[self.tokens.begins[begin] : self.tokens.ends[end - 1]]
        return any(map(str.isalnum, stretch))

    def breaks(self) -> Iterator[Ints]:
        """Rows of each window where a block begins: no quotation goes on from one to another.

        Where no blocks are known every line is one, as it is in all annotated articles.
        """
        if self.article.blocks:
            firsts = [block.begin for block in self.article.blocks]
            rows = np.unique(np.searchsorted(self.tokens.begins, firsts))
        else:
            rows = self.tokens.starts
        for window in self.windows:
            low, high = np.searchsorted(rows, (window.context, window.end))
            yield rows[low:high] - window.context


@dataclass(frozen=True, slots=True)
class _Started:
    """A group of articles whose parts are with the encoder."""

    group: Sequence[Prepared]
    work: list[list[tuple[Part, Future[Scores]]]]

    def read(self) -> Iterator[list[tuple[Part, Scores]]]:
        """The parts of each article with their scores; waits for them."""
        for work in self.work:
            yield [(part, scores.result()) for part, scores in work]


class Reader:
    """Finds the quotations of articles with one trained model.

    Args:
        model: folder of the model; the shipped English one by default.
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
        folder = Path(model) if model is not None else MODEL
        if not (folder / "reader.onnx").is_file():
            raise ModelError(f"{folder}: no reader there (reader.onnx is missing)")
        self._settings = load_settings(folder / "settings.json")
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._encode = Encoder(folder / "reader.onnx")
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
        with ThreadPoolExecutor(self._threads) as pool:
            waiting: _Started | None = None
            for group in groups:
                # While the encoder works on this group, the one before it is finished.
                started = self._start(pool, group)
                if waiting:
                    yield from self._finish(waiting.group, waiting.read())
                waiting = started
            if waiting:
                yield from self._finish(waiting.group, waiting.read())

    def _prepare(self, article: Article) -> Prepared:
        return prepare(article, self._tokenizer, self._settings)

    def _start(self, pool: ThreadPoolExecutor, group: Sequence[Prepared]) -> _Started:
        work = [[(part, pool.submit(self._read, part)) for part in p.parts()] for p in group]
        return _Started(group, work)

    def _read(self, part: Part) -> Scores:
        if not part.spoken:
            return _silence(len(part.pieces.ids))
        return self._encode(part.pieces)

    def _finish(
        self, group: Sequence[Prepared], work: Iterable[list[tuple[Part, Scores]]]
    ) -> Iterator[Reading]:
        scores = [
            window
            for prepared, read in zip(group, work, strict=True)
            for window in prepared.by_windows(read)
        ]
        return interpret(group, scores, self._settings, self._people)


def _joined(values: Sequence[Floats]) -> Floats:
    """Rows one below the other; most articles are of one part, whose rows are not copied."""
    return values[0] if len(values) == 1 else np.concatenate(values)


def _silence(size: int) -> Scores:
    """The scores of a window of `size` pieces in which nothing is said."""
    tags, kinds, vectors = (
        np.zeros((size, width), dtype=np.float32) for width in (len(TAGS), len(KINDS), VECTOR)
    )
    tags[:, OUTSIDE] = kinds[:, OUTSIDE] = _CERTAIN
    return Scores(tags, kinds, vectors)


def load_tokenizer(path: Path) -> Tokenizer:
    """Load a tokenizer that neither cuts nor pads; raises `ModelError`."""
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare exceptions
        raise ModelError(f"{path}: cannot be loaded: {error}") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def prepare(article: Article, tokenizer: Tokenizer, settings: Settings) -> Prepared:
    """Pair the quotation marks of an article and cut it into windows of word pieces."""
    spans = paragraphs(article)
    marks = pair_marks(article.text, spans)
    tokens = tokenize(tokenizer, article.text, marks, spans)
    cut = windows(tokens, settings.window, settings.context)
    return Prepared(article, marks, tokens, tuple(cut))


def interpret(
    group: Sequence[Prepared],
    scores: Sequence[Scores],
    settings: Settings,
    people: Sequence[Known] = (),
) -> Iterator[Reading]:
    """Turn the encoder's scores for the windows of some articles into their readings.

    Args:
        group: the articles.
        scores: tag scores and vectors of all their windows, in order.
        settings: of the reader.
        people: of whom it is known beforehand who they are.
    """
    for prepared, stretches, read in find(group, scores, settings):
        article = prepared.article
        vectors = [held.vectors for held in read]
        near = reach(article.text, prepared.marks, prepared.tokens)
        groups = join(link(stretches, prepared.windows, vectors, near, settings))
        talk = turns_of(article)
        asked = [] if talk else exchanges(article, prepared.marks)
        quotations = assemble(
            article, prepared.marks, prepared.tokens, groups, talk, settings, asked
        )
        meant = coreference(prepared.tokens, prepared.windows, read, settings)
        found, named = speakers_and_named(article, quotations, meant, people)
        found = going_on(article, with_interviewee(article, asked, found, named), named)
        checked = check_headline(article)
        yield Reading(article, with_speakers(article, found, checked), checked, named)


def find(
    group: Sequence[Prepared], scores: Sequence[Scores], settings: Settings
) -> Iterator[tuple[Prepared, list[Stretch], Sequence[Scores]]]:
    """Yield each article with the spans that the tag scores speak for and its scores."""
    breaks = [rows for prepared in group for rows in prepared.breaks()]
    beginning = entering(settings.eager)
    paths = best_tags([s.tags for s in scores], breaks, settings.transitions, beginning)
    at = 0
    for prepared in group:
        tags: Ints = np.full(len(prepared.tokens), OUTSIDE, dtype=np.int64)
        sure = np.ones(len(prepared.tokens), dtype=np.float32)
        until = at + len(prepared.windows)
        for window, path, read in zip(
            prepared.windows, paths[at:until], scores[at:until], strict=True
        ):
            own = slice(window.begin - window.context, None)
            emitted = read.tags[own]
            weights = np.exp(emitted - emitted.max(axis=1, keepdims=True))
            chosen = np.take_along_axis(weights, path[own, None], axis=1)[:, 0]
            tags[window.begin : window.end] = path[own]
            sure[window.begin : window.end] = chosen / weights.sum(axis=1)
        yield prepared, spelled(tags, sure), scores[at:until]
        at = until


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
