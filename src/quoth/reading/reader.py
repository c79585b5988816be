"""The reader: articles in, readings out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from quoth.article import Article, Span
from quoth.errors import ModelError
from quoth.quotation import Reading
from quoth.reading.assembling import assemble, join, link
from quoth.reading.decoding import Stretch, best_tags, spelled
from quoth.reading.encoder import Encoder, Piece, Scores, batches
from quoth.reading.headline import check_headline
from quoth.reading.links import Floats, Ints
from quoth.reading.marks import Marks, lines, pair_marks
from quoth.reading.people import name_speakers
from quoth.reading.settings import Settings, load_settings
from quoth.reading.tags import OUTSIDE, entering
from quoth.reading.tokens import Tokens, Window, tokenize, windows

MODEL = Path(__file__).parent.parent / "models" / "en"
"""The reader that is shipped with the package."""

_GROUP = 16_384
_LINE_BLOCKS = frozenset({"embed", "block_quote", "list_item"})

Encode = Callable[[Sequence[Piece]], list[Scores]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article cut up for the encoder."""

    article: Article
    marks: Marks
    tokens: Tokens
    windows: tuple[Window, ...]

    def pieces(self) -> list[Piece]:
        """Ids and features of each window, its context included."""
        ids, features = self.tokens.ids, self.tokens.features
        return [(ids[w.context : w.end], features[w.context : w.end]) for w in self.windows]


class Reader:
    """Finds the quotations of articles with one trained model.

    Args:
        model: folder of the model; the shipped English one by default.
        threads: processor cores to use, at least 1.

    Raises:
        ModelError: the model is missing or was made for another version.
    """

    def __init__(self, model: str | Path | None = None, threads: int = 1) -> None:
        folder = Path(model) if model is not None else MODEL
        if not (folder / "reader.onnx").is_file():
            raise ModelError(f"{folder}: no reader there (reader.onnx is missing)")
        self._settings = load_settings(folder / "settings.json")
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._encode: Encode = Encoder(folder / "reader.onnx")
        self._threads = max(1, threads)

    def read(self, article: Article | str) -> Reading:
        """Return what one article (or bare text) says, and who says it."""
        if isinstance(article, str):
            article = Article(text=article)
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read articles as they come and yield their readings in the same order.

        Articles are taken in groups, so that windows of like length of several articles are
        read together; memory depends on the group and not on the number of articles.
        """
        with ThreadPoolExecutor(self._threads) as pool:
            waiting: list[tuple[Prepared, list[Future[Scores]]]] = []
            for group in _grouped(self._prepare(a) for a in articles):
                started = self._start(pool, group)
                yield from map(self._finish, waiting)
                waiting = started
            yield from map(self._finish, waiting)

    def _prepare(self, article: Article) -> Prepared:
        return prepare(article, self._tokenizer, self._settings)

    def _start(
        self, pool: ThreadPoolExecutor, group: Sequence[Prepared]
    ) -> list[tuple[Prepared, list[Future[Scores]]]]:
        pieces = [p for prepared in group for p in prepared.pieces()]
        futures: list[Future[Scores]] = [Future() for _ in pieces]

        def run(batch: list[int]) -> None:
            try:
                results = self._encode([pieces[i] for i in batch])
            except BaseException as error:
                for index in batch:
                    futures[index].set_exception(error)
                return
            for index, result in zip(batch, results, strict=True):
                futures[index].set_result(result)

        for batch in batches([len(ids) for ids, _ in pieces]):
            pool.submit(run, batch)
        shares = iter(futures)
        return [(prepared, [next(shares) for _ in prepared.windows]) for prepared in group]

    def _finish(self, started: tuple[Prepared, list[Future[Scores]]]) -> Reading:
        prepared, futures = started
        return interpret(prepared, [f.result() for f in futures], self._settings)


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


def paragraphs(article: Article) -> list[Span]:
    """Spans in which quotation marks pair: blocks, or lines where lines stand for paragraphs."""
    if not article.blocks:
        return list(lines(article.text))
    found: list[Span] = []
    for block in article.blocks:
        if block.kind in _LINE_BLOCKS:
            held = lines(article.text[block.begin : block.end])
            found += [Span(s.begin + block.begin, s.end + block.begin) for s in held]
        else:
            found.append(Span(block.begin, block.end))
    return found


def interpret(prepared: Prepared, scores: Sequence[Scores], settings: Settings) -> Reading:
    """Turn the encoder's scores for an article's windows into its reading."""
    article, marks = prepared.article, prepared.marks
    stretches = find(prepared, [tags for tags, _ in scores], settings)
    linked = link(stretches, prepared.windows, [vectors for _, vectors in scores], settings)
    quotations = assemble(article, marks, prepared.tokens, join(linked), settings)
    return Reading(article, name_speakers(article, quotations), check_headline(article))


def find(prepared: Prepared, scores: Sequence[Floats], settings: Settings) -> list[Stretch]:
    """Return the sources, cues and contents that the tag scores of the windows speak for."""
    tags: Ints = np.full(len(prepared.tokens), OUTSIDE, dtype=np.int64)
    sure = np.ones(len(prepared.tokens), dtype=np.float32)
    paths = best_tags(scores, settings.transitions, entering(settings.eager))
    for window, path, window_scores in zip(prepared.windows, paths, scores, strict=True):
        own = window.begin - window.context
        weights = np.exp(window_scores - window_scores.max(axis=1, keepdims=True))
        chosen = weights[np.arange(len(path)), path] / weights.sum(axis=1)
        tags[window.begin : window.end] = path[own:]
        sure[window.begin : window.end] = chosen[own:]
    return spelled(tags, sure)


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
