"""Whatever the encoder says of whatever text, the reading is whole and lies in the text."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import assert_linear, within

from quoth.article import Article, Span
from quoth.quotation import Reading
from quoth.reading.encoder import Scores
from quoth.reading.interpreting import interpret
from quoth.reading.links import BUCKETS, RELATIONS, VECTOR, WIDTH
from quoth.reading.marks import paragraphs
from quoth.reading.preparing import prepare
from quoth.reading.reader import MODEL, Reader, load_cutter
from quoth.reading.settings import Settings
from quoth.reading.tags import KINDS, TAGS

trained = pytest.mark.skipif(
    not (MODEL / "reader.onnx").is_file(), reason="the trained reader is not in the tree"
)

UNTRAINED = Settings(
    transitions=np.zeros((len(TAGS), len(TAGS)), dtype=np.float32),
    null=np.zeros((RELATIONS + 1, WIDTH), dtype=np.float32),
    distance=np.zeros((RELATIONS + 1, BUCKETS), dtype=np.float32),
    window=30,
    context=8,
)

TEXTS = st.text(max_size=300) | st.text(
    alphabet="“”\"‘’'„«»`> —:@()AaBb he said.,\n\r\t\u00a0", max_size=300
)


def whole(reading: Reading) -> None:
    """Assert what must be true of every reading."""
    text = reading.article.text
    for quotation in reading.quotations:
        assert quotation.content
        for spans in (quotation.content, quotation.cue, quotation.source):
            assert all(0 <= b < e <= len(text) for b, e in spans)
            assert all(a.end <= b.begin for a, b in itertools.pairwise(spans))
        assert quotation.text(reading.article) == " ".join(text[b:e] for b, e in quotation.content)
        assert 0.0 <= quotation.confidence <= 1.0
        if quotation.speaker is not None:
            assert quotation.speaker.name
            for mention in quotation.speaker.mentions:
                assert 0 <= mention.begin < mention.end <= len(text)
    ids = [q.id for q in reading.quotations]
    assert ids == [f"q{n}" for n in range(1, len(ids) + 1)]
    firsts = [q.content[0].begin for q in reading.quotations]
    assert firsts == sorted(firsts)


@trained
@given(text=TEXTS, seed=st.integers(0, 2**16))
def test_any_scores_for_any_text_give_a_whole_reading(text: str, seed: int) -> None:
    cut = load_cutter(MODEL / "tokenizer.json")
    prepared = prepare(Article(text), cut, UNTRAINED)
    chance = np.random.default_rng(seed)
    scores = [
        Scores(
            *(
                chance.normal(size=(window.end - window.context, width)).astype(np.float32) * 3
                for width in (len(TAGS), len(KINDS), VECTOR)
            )
        )
        for window in prepared.windows
    ]
    whole(next(interpret([prepared], scores, UNTRAINED)))


@trained
@given(text=TEXTS)
@settings(max_examples=60)
def test_any_text_is_read(reader: Reader, text: str) -> None:
    whole(reader.read(text))


@trained
def test_half_characters_are_no_obstacle(reader: Reader) -> None:
    text = "\ud800“We won,” said Ada Quist\udfff."
    (found,) = reader.read(text).quotations
    assert found.text(Article(text)) == "“We won,”"


@trained
@pytest.mark.parametrize("mark", ["“", '"', "'", "„“"])
def test_marks_without_words_are_read(reader: Reader, mark: str) -> None:
    with within(20):
        assert reader.read(mark * 50_000).quotations == ()


@trained
def test_a_split_quotation_is_one(reader: Reader) -> None:
    text = (
        "The harbour will close in May, officials said.\n\n"
        "“We looked at every way of keeping it open,” Ines Okafor, the harbour master, said "
        "on Tuesday, “and none of them was safe.”"
    )
    (split,) = [q for q in reader.read(text).quotations if q.type == "direct"]
    assert len(split.content) == 2
    assert split.speaker is not None
    assert split.speaker.name == "Ines Okafor"


@trained
def test_direct_mixed_and_indirect_speech_is_told_apart(reader: Reader) -> None:
    text = (
        "“It was a mistake,” said Tomas Reyes.\n\n"
        "Reyes said that the contract had “never been read” by the board.\n\n"
        "Reyes said the board would meet on Friday."
    )
    assert [q.type for q in reader.read(text).quotations] == ["direct", "mixed", "indirect"]


@trained
def test_the_kind_of_quotation_mark_makes_no_difference(reader: Reader) -> None:
    curly = "“It was a mistake,” said Tomas Reyes. “We will pay for it.”"
    expected = reader.read(curly).quotations
    for opening, closing in (('"', '"'), ("‘", "’"), ("«", "»"), ("„", "“"), ("'", "'")):
        found = reader.read(curly.replace("“", opening).replace("”", closing)).quotations
        assert [(q.type, q.content, q.source) for q in found] == [
            (q.type, q.content, q.source) for q in expected
        ]


@trained
def test_articles_come_back_in_order_and_as_if_read_alone(reader: Reader) -> None:
    texts = [f"“Number {n} is ready,” said Dr. Ada Quist." + " It rained." * n for n in range(12)]
    together = list(Reader(threads=2).read_many(Article(t, id=str(i)) for i, t in enumerate(texts)))
    assert [r.article.id for r in together] == [str(i) for i in range(12)]
    for text, reading in zip(texts, together, strict=True):
        assert [q.content for q in reading.quotations] == [
            q.content for q in reader.read(text).quotations
        ]


@trained
def test_nothing_comes_of_nothing(reader: Reader) -> None:
    assert list(reader.read_many([])) == []
    assert reader.read("").quotations == ()
    assert reader.read("\n \n").quotations == ()


@trained
def test_time_grows_with_the_length_of_the_text_and_no_faster(reader: Reader) -> None:
    paragraph = "“We waited for years,” said Ada Quist, who runs the depot in Marle.\n\n"

    assert_linear(lambda times: reader.read(paragraph * times), 100)


def test_lines_are_paragraphs_where_no_blocks_are_known() -> None:
    assert paragraphs(Article("One.\n\nTwo.")) == [Span(0, 4), Span(6, 10)]


def test_the_networks_runtime_reports_nothing(tmp_path: Path) -> None:
    command = "import quoth.reading.encoder, time; time.sleep(1)"
    home = dict(os.environ, HOME=str(tmp_path))
    home = {k: v for k, v in home.items() if not k.startswith(("XDG_", "ORT_"))}
    subprocess.run([sys.executable, "-c", command], env=home, check=True)
    assert list(tmp_path.rglob("*")) == []
