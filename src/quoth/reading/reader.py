"""The reader: articles in, readings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

from tokenizers import Tokenizer

from quoth.article import Article
from quoth.errors import ModelError
from quoth.quotation import Known, Reading
from quoth.reading.encoder import Encoder
from quoth.reading.encoding import encoded
from quoth.reading.preparing import prepare
from quoth.reading.settings import load_settings
from quoth.reading.tokens import Cutter

_MODELS = Path(__file__).parent.parent / "models"
MODEL, FAST = _MODELS / "en", _MODELS / "en_fast"
"""The folders of the readers that are shipped: of the better one, and of the one made for speed."""
SHIPPED: Mapping[str | Path, Path] = {"en": MODEL, "en_fast": FAST}
"""The same by their names."""

_PARTS = ("reader.onnx", "settings.json", "tokenizer.json")


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

        Some are read at a time; memory depends on how many those are, and not on the number of
        articles.
        """
        prepared = (prepare(article, self._cut, self._settings) for article in articles)
        for group in encoded(prepared, self._encode, self._threads):
            scores = [window for article, read in group for window in article.by_windows(read)]
            ready = [article for article, _ in group]
            yield from self._interpret(ready, scores, self._settings, self._people)


def load_cutter(path: Path) -> Cutter:
    """Load what cuts text into word pieces; raises `ModelError`."""
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare exceptions
        raise ModelError(f"{path}: cannot be loaded: {error}") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Cutter(tokenizer)
