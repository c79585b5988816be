"""Contents find their source and cue, and fragments of one quotation come together."""

from __future__ import annotations

import numpy as np

from quoth.article import Article, Block, Span
from quoth.reading.assembling import Group, Linked, assemble, confidence, evidence, join, link
from quoth.reading.decoding import Stretch
from quoth.reading.links import BUCKETS, RELATIONS, WIDTH, Floats, buckets
from quoth.reading.marks import pair_marks
from quoth.reading.reaching import Reach
from quoth.reading.settings import Settings
from quoth.reading.tags import TAGS
from quoth.reading.tokens import Tokens, Window

SETTINGS = Settings(
    transitions=np.zeros((len(TAGS), len(TAGS)), dtype=np.float32),
    null=np.zeros((RELATIONS, WIDTH), dtype=np.float32),
    distance=np.zeros((RELATIONS, BUCKETS), dtype=np.float32),
)
ONE = Reach(np.zeros(9, dtype=np.int64), np.zeros(1, dtype=np.int64))
"""All of the text is one paragraph."""


def stretch(role: str, first: int, last: int | None = None, sure: float = 0.9) -> Stretch:
    return Stretch(role, first, first if last is None else last, sure, sure)


def words(text: str) -> Tokens:
    """Pieces that are the words of a text parted by blanks."""
    begins, at = [], 0
    for word in text.split(" "):
        begins.append(at)
        at += len(word) + 1
    ends = [b + len(w) for b, w in zip(begins, text.split(" "), strict=True)]
    blank = np.zeros(len(begins), dtype=np.int64)
    return Tokens(blank, blank, np.array(begins), np.array(ends), blank[:1])


def answering(size: int, pairs: list[tuple[int, int, int]]) -> Floats:
    """Vectors in which each (asking piece, relation, answering piece) fits alone."""
    vectors = np.zeros((size, 3, RELATIONS, WIDTH), dtype=np.float32)
    for dimension, (asks, relation, answers) in enumerate(pairs):
        vectors[asks, 0, relation, dimension] = 20
        vectors[answers, 2, relation, dimension] = 20
    return vectors.reshape(size, -1)


def test_a_content_takes_the_source_and_cue_that_answer_it() -> None:
    spans = [stretch("source", 0), stretch("cue", 1), stretch("content", 2, 4)]
    spans += [stretch("source", 5), stretch("cue", 6), stretch("content", 7, 8)]
    vectors = answering(9, [(2, 0, 0), (2, 1, 1), (7, 0, 5), (7, 1, 6)])
    first, second = link(spans, [Window(0, 0, 9)], [vectors], ONE, SETTINGS)
    assert (first.source, first.cue) == (spans[0], spans[1])
    assert (second.source, second.cue) == (spans[3], spans[4])
    assert first.source_sure > 0.9


def test_the_cue_has_a_say_in_the_source() -> None:
    spans = [stretch("source", 0), stretch("source", 2), stretch("cue", 3), stretch("content", 4)]
    without = answering(5, [(4, 1, 3)])
    (undecided,) = link(spans, [Window(0, 0, 5)], [without], ONE, SETTINGS)
    assert undecided.source_sure < 0.6
    (decided,) = link(
        spans, [Window(0, 0, 5)], [answering(5, [(4, 1, 3), (3, 2, 2)])], ONE, SETTINGS
    )
    assert decided.source == spans[1]


def test_a_cue_of_another_paragraph_answers_in_vain() -> None:
    spans = [stretch("source", 0), stretch("cue", 1), stretch("content", 3, 4)]
    vectors = answering(5, [(3, 0, 0), (3, 1, 1)])
    apart = Reach(np.array([0, 0, 0, 1, 1]), np.array([0, 1]))
    (found,) = link(spans, [Window(0, 0, 5)], [vectors], apart, SETTINGS)
    assert (found.source, found.cue) == (None, None)
    leading_on = Reach(np.array([0, 0, 0, 1, 1]), np.array([0, 0]))
    (found,) = link(spans, [Window(0, 0, 5)], [vectors], leading_on, SETTINGS)
    assert (found.source, found.cue) == (spans[0], spans[1])


def test_a_source_in_the_context_of_a_window_is_found() -> None:
    spans = [stretch("source", 1), stretch("content", 5, 6)]
    read = [np.zeros((4, 3 * RELATIONS * WIDTH), dtype=np.float32), answering(6, [(3, 0, 0)])]
    # The second window reads pieces 1-6, and 4-6 are its own; rows count from piece 1.
    read[1] = answering(6, [(4, 0, 0)])
    (found,) = link(spans, [Window(0, 0, 4), Window(1, 4, 7)], read, ONE, SETTINGS)
    assert found.source == spans[0]


def test_distances_are_classed_before_after_and_inside() -> None:
    near = buckets(np.array(10), np.array(12), np.array([0, 9, 10, 12, 13, 400]))
    assert len(set(near.tolist())) == 5
    assert near[2] == near[3] == BUCKETS - 1


def test_fragments_that_share_a_cue_are_one_quotation() -> None:
    text = "“Yes,” she said, “we won.” Then it rained."
    tokens = words(text)
    source, cue = stretch("source", 1), stretch("cue", 2)
    parts = [stretch("content", 0), stretch("content", 3, 4)]
    groups = join([Linked(part, source, cue, 0.9, 0.8) for part in parts])
    (quotation,) = assemble(Article(text), pair_marks(text), tokens, groups, [], SETTINGS)
    assert quotation.content == (Span(0, 6), Span(17, 26))
    assert [text[b:e] for b, e in quotation.source] == ["she"]
    assert quotation.type == "direct"
    assert quotation.id == "q1"


def test_contents_without_a_cue_stay_apart() -> None:
    groups = join([Linked(stretch("content", n), None, None, 0.9, 0.9) for n in (0, 4)])
    assert len(groups) == 2


def test_a_post_without_marks_is_direct_speech() -> None:
    text = "We are open again"
    article = Article(text, (Block("embed", 0, len(text)),))
    group = Group([stretch("content", 0, 3)])
    (quotation,) = assemble(article, pair_marks(text), words(text), [group], [], SETTINGS)
    assert quotation.type == "direct"
    (plain,) = assemble(Article(text), pair_marks(text), words(text), [group], [], SETTINGS)
    assert plain.type == "indirect"


def test_surer_evidence_gives_more_confidence() -> None:
    weights = [0.0, 1.0, 0.5, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0]
    low, high = (
        confidence(evidence(Group([stretch("content", 0, sure=s)], [], [], s, s)), weights)
        for s in (0.4, 0.95)
    )
    assert 0 < low < high < 1


def test_a_signed_post_is_a_quotation_even_where_the_encoder_saw_none() -> None:
    text = "Some sell the roof. We will not.\n— Ada Quist (@adaquist) March 3, 2026"
    block = Block("embed", 0, len(text), author="Ada Quist", handle="@adaquist")
    article = Article(text, (block,))
    (quotation,) = assemble(article, pair_marks(text), words(text), [], [], SETTINGS)
    assert text[slice(*quotation.content[0])] == "Some sell the roof. We will not."
    assert text[slice(*quotation.source[0])] == "Ada Quist (@adaquist)"
    assert quotation.type == "direct"
    held = Group([stretch("content", 0, 6)])
    assert len(assemble(article, pair_marks(text), words(text), [held], [], SETTINGS)) == 1


def test_a_content_begins_where_its_words_do() -> None:
    for text, begins in (
        ("She said only: “Go away and stay there.”", "“Go away and stay there.”"),
        ("She writes : you can taste it", "you can taste it"),
        ("And now, who cares? “Nobody ever did, nobody.”", "“Nobody ever did, nobody.”"),
        ("She said that: it rained, only", "that: it rained, only"),
        ("And now, who cares? “", "And now, who cares? “"),
    ):
        first = 2 if text.startswith("She") else 0
        group = Group([stretch("content", first, len(text.split(" ")) - 1)])
        (found,) = assemble(Article(text), pair_marks(text), words(text), [group], [], SETTINGS)
        assert text[slice(*found.content[0])] == begins
