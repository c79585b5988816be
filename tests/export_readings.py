"""Readings for the tests of the formats: one that shows everything, and any at all."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, get_args

from hypothesis import strategies as st

from quoth.article import Article, Block, BlockKind, Span
from quoth.quotation import (
    Difference,
    HeadlineQuote,
    Mention,
    Named,
    Quotation,
    QuotationType,
    Reading,
    Reason,
    Speaker,
    SpeakerKind,
)

TEXT = (
    "Mill 𝔐 ‘never sorry’\n\n"
    "“I am not sorry,” Ada Quist told reporters, “and I never\n\nwas.” "
    "She added that “no one” & nothing < the mill would go. Halcyon agreed."
)
HEADLINE, SECOND = 22, TEXT.index("was.”")


def at(words: str) -> Span:
    """Where words stand in `TEXT`."""
    begin = TEXT.index(words)
    return Span(begin, begin + len(words))


def shown() -> Reading:
    """A reading with fragments, a run over two blocks, nesting, and all kinds of circumstances."""
    article = Article(
        TEXT,
        (
            Block("headline", 0, HEADLINE),
            Block("paragraph", HEADLINE, SECOND),
            Block("paragraph", SECOND, len(TEXT)),
        ),
        id="news/mill.txt",
        url="https://gazette.example/mill?a=1&b=2",
        outlet="The Marle Gazette",
        headline="Mill 𝔐 ‘never sorry’",
        byline="By Rowan Tait",
        published="2026-03-01",
        language="en",
    )
    ada = Speaker("Ada Quist", "person", 0.9, (Mention(*at("Ada Quist"), "name", 0.8),))
    direct = Quotation(
        "q1",
        "direct",
        (at("“I am not sorry,”"), at("“and I never\n\nwas.”")),
        (at("told"),),
        (at("Ada Quist"),),
        ada,
        block=1,
        confidence=0.97,
        about=("the mill",),
        addressee="reporters",
        addressee_span=at("reporters"),
        when="2026-02",
        when_span=at("told"),
        channel="interview",
        channel_span=at("told"),
        occasion=at("reporters"),
        question=False,
        relayed_by="The Marle Gazette",
    )
    mixed = Quotation(
        "q2",
        "mixed",
        (at("that “no one” & nothing < the mill would go"),),
        (at("added"),),
        (at("She"),),
        ada,
        block=2,
        confidence=0.5,
    )
    inner = Quotation("q3", "indirect", (at("“no one”"),), block=2, confidence=1.0)
    agreed = Quotation(
        "q4",
        "indirect",
        (at("agreed"),),
        source=(at("Halcyon"),),
        speaker=Speaker("Halcyon", "organization", 1.0, members=("Halcyon", "Ada Quist")),
        block=2,
    )
    check = HeadlineQuote(
        *at("never sorry"), "altered", at("not sorry"), (Difference("changed", "never", "not"),)
    )
    named = (Named("Ada Quist", "person", ("Ada Quist",), (at("reporters"),)),)
    return Reading(article, (direct, mixed, inner, agreed), (check,), named)


@st.composite
def any_readings(draw: st.DrawFn, alphabet: Any = None) -> Reading:
    """Any text cut into blocks anywhere, with quotations anywhere, crossing as they like."""
    text = draw(st.text(alphabet, min_size=1, max_size=60) if alphabet else st.text(min_size=1))
    cuts = draw(st.lists(st.integers(1, len(text)), max_size=3, unique=True).map(sorted))
    edges = [0, *(cut for cut in cuts if cut < len(text)), len(text)]
    kinds = st.sampled_from(get_args(BlockKind))
    blocks = tuple(Block(draw(kinds), begin, end) for begin, end in pairwise(edges))

    def spans(least: int) -> tuple[Span, ...]:
        numbers = st.lists(st.integers(0, len(text)), max_size=6, unique=True)
        places = sorted(draw(numbers))
        found = tuple(Span(*pair) for pair in zip(places[::2], places[1::2], strict=False))
        return found or (Span(0, len(text)),) * least

    speakers = st.builds(
        Speaker,
        st.text(min_size=1, max_size=8),
        st.sampled_from(get_args(SpeakerKind)),
        st.floats(0, 1),
        st.just((Mention(0, 1, draw(st.sampled_from(get_args(Reason)))),)),
    )
    words = st.none() | st.text(max_size=8)
    found = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        content = spans(1)
        block = max(n for n, held in enumerate(blocks) if held.begin <= content[0].begin)
        found.append(
            Quotation(
                f"q{number}",
                draw(st.sampled_from(get_args(QuotationType))),
                content,
                spans(0),
                spans(0),
                draw(st.none() | speakers),
                block,
                draw(st.sampled_from([0.0, 0.25, 0.9731, 1.0])),
                addressee=draw(words),
                channel=draw(words),
                about=draw(st.lists(st.text(max_size=5), max_size=2).map(tuple)),
            )
        )
    told = {key: draw(words) for key in ("url", "outlet", "headline", "byline", "published")}
    article = Article(text, blocks, id=draw(st.text(max_size=8)), language=draw(words), **told)
    return Reading(article, tuple(found))
