"""The page shows the article word for word, whatever lies over its words."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.article import Article, Block, Span
from quoth.export.page import write_html
from quoth.quotation import Difference, HeadlineQuote, Mention, Quotation, Reading, Speaker

CSS = (files("quoth") / "export" / "page.css").read_text(encoding="utf-8")


class Page(HTMLParser):
    """The elements of a page, and the words of the article itself: without notes and numbers."""

    def __init__(self, *readings: Reading) -> None:
        super().__init__()
        stream = io.StringIO()
        write_html(readings, stream)
        self.text = stream.getvalue()
        self.rows: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.seen.append((tag, held))
        if tag not in ("meta", "br"):
            self.open.append("row" if held.get("class") == "row" else tag)
        if self.open[-1] == "row":
            self.rows.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() in (tag, "row")

    def handle_data(self, data: str) -> None:
        if "row" in self.open and not {"sup", "ul"} & set(self.open):
            self.rows[-1] += data

    def held(self, name: str) -> list[str]:
        return [value for _, attrs in self.seen if (value := attrs.get(name)) is not None]


@st.composite
def overlaid(draw: st.DrawFn) -> Reading:
    text = draw(st.text(alphabet="ab <>&\"'\n", min_size=1, max_size=40))
    edge = st.integers(0, len(text))
    span = st.tuples(edge, edge).map(sorted).map(lambda pair: Span(*pair))
    spans = st.lists(span, max_size=2).map(tuple)
    mention = st.builds(lambda s: Mention(*s, "name", 1.0), span)
    speaker = st.builds(
        Speaker,
        st.just("</mark><script>"),
        st.just("person"),
        st.just(1),
        st.lists(mention, max_size=3).map(tuple),
    )
    quotation = st.builds(
        Quotation,
        st.just("q"),
        st.sampled_from(["direct", "mixed", "indirect"]),
        st.lists(span, min_size=1, max_size=3).map(tuple),
        spans,
        spans,
        st.none() | speaker,
        st.just(0),
        st.floats(0, 1),
    )
    middle = draw(edge)
    blocks = (Block("paragraph", 0, middle), Block("block_quote", middle, len(text)))
    return Reading(Article(text, blocks), tuple(draw(st.lists(quotation, max_size=4))))


@given(overlaid())
def test_the_words_are_those_of_the_article_whatever_lies_over_them(reading: Reading) -> None:
    page = Page(reading)
    text = reading.article.text
    assert page.open == []
    shown = [text[block.begin : block.end].strip() for block in reading.article.blocks]
    assert [row.strip() for row in page.rows] == shown
    assert "<script" not in page.text
    links = {link.removeprefix("#") for link in page.held("href") if re.match("#a1t", link)}
    assert links <= set(page.held("id"))


TEXT = "“Keep the old bridge,” said Ines Okafor. She said it “could carry” trams."
INES = Speaker("Ines Okafor", "person", 0.9)


def at(words: str) -> Span:
    begin = TEXT.index(words)
    return Span(begin, begin + len(words))


@pytest.fixture
def reading() -> Reading:
    direct = Quotation(
        "q1",
        "direct",
        (at("“Keep the old bridge,”"),),
        (at("said"),),
        (at("Ines Okafor"),),
        INES,
        confidence=0.9,
    )
    mixed = Quotation(
        "q2", "mixed", (at("it “could carry” trams"),), (), (at("She"),), INES, confidence=0.9
    )
    inner = Quotation("q3", "direct", (at("“could carry”"),), confidence=0.2)
    check = HeadlineQuote(
        *at("Keep"), "altered", at("the old"), (Difference("changed", "Keep", "old"),)
    )
    return Reading(Article(TEXT, id="bridge.txt"), (direct, mixed, inner), (check,))


def test_every_link_leads_to_a_place_on_the_page_and_every_place_is_one(reading: Reading) -> None:
    page = Page(reading, reading)
    places = page.held("id")
    assert len(places) == len(set(places))
    links = [link.removeprefix("#") for link in page.held("href")] + page.held("aria-details")
    assert len(links) >= 12
    assert set(links) <= set(places)


def test_a_quotation_inside_another_is_marked_as_itself(reading: Reading) -> None:
    page = Page(reading)
    marks = [attrs["class"] for tag, attrs in page.seen if tag == "mark"]
    assert marks[-3:] == ["mixed", "direct unsure", "mixed"]


def test_type_and_speaker_are_told_in_words_not_by_colour_alone(reading: Reading) -> None:
    page = Page(reading)
    assert "direct, Ines Okafor" in page.held("title")
    assert "2: mixed, Ines Okafor" in page.held("aria-label")
    assert "“She” · mixed · 90%" in page.text
    assert "direct · unsure, 20%" in page.text


def test_the_headlines_words_and_the_bodys_stand_side_by_side(reading: Reading) -> None:
    text = Page(reading).text
    assert "<span>Headline</span>‘<b>Keep</b>’" in text
    assert "<span>Body</span>‘the <b>old</b>’" in text


def test_speakers_are_listed_with_what_they_say(reading: Reading) -> None:
    page = Page(reading)
    assert "3 statements (2 direct, 1 mixed) by 1 speaker in bridge.txt" in page.text
    assert '<li><b>Ines Okafor</b><span><a href="#a1m1">1</a> <a href="#a1m2">2</a>' in page.text


def test_the_note_tells_circumstances_and_of_whom_it_speaks(reading: Reading) -> None:
    told = replace(
        reading.quotations[0],
        about=("Nils <Brandt>", "Tram & Co"),
        addressee="the <council>",
        channel="interview",
        occasion=at("the old bridge"),
        question=True,
        when="2025-02",
        relayed_by="R&D",
    )
    text = Page(replace(reading, quotations=(told,))).text
    notes = "question to the &lt;council&gt; · interview · at the old bridge · February 2025"
    assert f"direct · {notes} · relayed by R&amp;D · 90%" in text
    assert '<span class="more whom">about Nils &lt;Brandt&gt;, Tram &amp; Co</span>' in text


def test_the_way_to_the_name_is_folded_away_and_leads_to_its_words(reading: Reading) -> None:
    she, ines = at("She"), at("Ines Okafor")
    speaker = replace(INES, mentions=(Mention(*she, "pronoun", 0.86), Mention(*ines, "name", 1.0)))
    page = Page(replace(reading, quotations=(replace(reading.quotations[1], speaker=speaker),)))
    assert "details" in [tag for tag, _ in page.seen]
    assert (
        f'</summary><a href="#a1t{she.begin}">“She”</a> → pronoun .86 → '
        f'<a href="#a1t{ines.begin}">“Ines Okafor”</a></details>'
    ) in page.text
    assert f'<span class="source"><span id="a1t{she.begin}">She</span></span>' in page.text
    assert f'<span id="a1t{ines.begin}">Ines Okafor</span>' in page.text


def test_where_nothing_led_to_a_name_there_is_nothing_to_unfold(reading: Reading) -> None:
    assert "<details" not in Page(reading).text


def test_nothing_is_asked_for_from_elsewhere() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "<" not in CSS


def luminance(colour: str) -> float:
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read_by_the_measure_of_wcag_aa(scheme: str) -> None:
    roots = re.findall(r":root \{(.+?)\}", CSS, re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): (#\w{6})", roots[scheme == "dark"]))
    papers = ("paper", "panel", "direct", "mixed", "indirect")
    assert all(contrast(colours["ink"], colours[paper]) >= 4.5 for paper in papers)
    for words in ("faint", "warn"):
        assert all(contrast(colours[words], colours[p]) >= 4.5 for p in ("paper", "panel"))
    # Lines that tell something need 3:1 against what they stand on.
    for kind in ("direct", "mixed", "indirect"):
        for paper in ("paper", "panel", kind):
            assert contrast(colours[f"{kind}-line"], colours[paper]) >= 3
