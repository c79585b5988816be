"""Saved pages become articles: their words once each, in order, with the posts they embed."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import within

from quoth.article import Article, Block
from quoth.errors import EmptyInput, InputError, Malformed, NotText, TooLarge
from quoth.intake import Limits, article_from_html

PAGES = Path(__file__).parent / "pages"
SAVED = Path(__file__).parents[2] / "shared" / "data" / "pages"


def words(article: Article, block: Block) -> str:
    return article.text[block.begin : block.end].strip()


def of_kind(article: Article, kind: str) -> list[str]:
    return [words(article, b) for b in article.blocks if b.kind == kind]


def assert_partition(article: Article) -> None:
    ends = [0, *(b.end for b in article.blocks)]
    assert [b.begin for b in article.blocks] == ends[:-1]
    assert ends[-1] == len(article.text)


@pytest.fixture(scope="module")
def ferry() -> Article:
    return article_from_html((PAGES / "ferry.html").read_bytes(), id="ferry")


@pytest.fixture(scope="module")
def parrot() -> Article:
    return article_from_html((PAGES / "posts.html").read_bytes(), id="parrot")


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>"


LONG = (
    "<p>The harbour board of Skarvness voted on Thursday to keep the old crane, after an evening "
    "in which eleven people spoke for it and nobody could be found to speak against it.</p>"
    "<p>“It is rust held up by affection,” said the harbour master, Ebba Lindqvist, who voted for "
    "it all the same and promised to look for the money to paint it before the winter.</p>"
)


def test_the_page_tells_who_published_it_when_and_where(ferry: Article) -> None:
    assert ferry.headline == "Ferry crews ‘will not sail’ on Sunday"
    assert ferry.published == "2025-03-07T06:30:00+00:00"
    assert ferry.byline == "Morag Tulloch"
    assert ferry.outlet == "The Skerry Herald"
    assert ferry.url == "https://skerryherald.example/islands/ferry-crews"
    assert ferry.language == "en-GB"
    assert ferry.id == "ferry"


def test_the_text_opens_with_headline_and_standfirst_once_each(ferry: Article) -> None:
    assert [b.kind for b in ferry.blocks[:2]] == ["headline", "standfirst"]
    assert ferry.text.startswith(
        "Ferry crews ‘will not sail’ on Sunday\n\n"
        "Union says talks with Norrin Line broke down over rest hours\n\n"
    )
    assert ferry.text.count("will not sail") == 1
    assert ferry.text.count("broke down over rest hours") == 1


def test_the_body_is_in_blocks_of_their_kind(ferry: Article) -> None:
    assert of_kind(ferry, "heading") == ["What happens next"]
    assert of_kind(ferry, "list_item")[0] == "Emergency sailings for patients will go ahead."
    assert_partition(ferry)


def test_pull_quotes_and_boxes_do_not_say_things_twice(ferry: Article) -> None:
    assert ferry.text.count("nine hours and a sandwich") == 1
    assert ferry.text.count("eleven hours between shifts") == 1
    assert "Pier at Hamnavik" not in ferry.text
    assert "Storm closes" not in ferry.text


def test_posts_stand_where_the_page_has_them(ferry: Article) -> None:
    found = [(b.platform, b.author, b.handle, b.date) for b in ferry.blocks if b.kind == "embed"]
    assert found == [
        ("X", "Cllr Una Breck", "@unabreck", "2025-03-07"),
        ("Instagram", "Deckhand Dod", "@deckhand.dod", None),
        ("Bluesky", "Rowan Sclater", "@sclater.bsky.social", "2025-03-07"),
    ]
    first = next(i for i, b in enumerate(ferry.blocks) if b.kind == "embed")
    assert words(ferry, ferry.blocks[first - 1]).endswith("shortly after the announcement:")
    assert words(ferry, ferry.blocks[first]) == (
        "Islanders need their boats. Both sides should be back in the room tonight.\n"
        "My door is open.\n— Cllr Una Breck (@unabreck) March 7, 2025"
    )


def test_posts_of_every_network_are_kept(parrot: Article) -> None:
    found = [(b.platform, b.author, b.handle, b.date) for b in parrot.blocks if b.kind == "embed"]
    assert found == [
        ("Facebook", "Quill Street Residents", None, "2024-10-29"),
        ("TikTok", None, "@devimarsh", None),
        ("Mastodon", None, "@dace@town.example", None),
        ("Threads", None, "@tamsin.oye", None),
    ]
    assert "Home. Furious. Fed." in parrot.text
    assert "View on" not in parrot.text


def test_the_outlet_is_no_part_of_the_headline(parrot: Article) -> None:
    assert parrot.headline == "How a lost parrot united a street"


def test_a_post_outside_of_what_is_extracted_is_kept_all_the_same() -> None:
    post = (
        '<aside><div><blockquote class="twitter-tweet"><p>The crane stays!</p>&mdash; '
        "Ebba (@ebba) <a>May 2, 2024</a></blockquote></div></aside>"
    )
    article = article_from_html(page(LONG + post + LONG.replace("crane", "pier")), id="x")
    kinds = [b.kind for b in article.blocks]
    assert kinds.count("embed") == 1
    assert kinds.index("embed") == 2


def test_a_signed_blockquote_without_a_class_is_a_post() -> None:
    quote = "<blockquote><p>Told you so.</p><p>— Ola (@ola) June 3, 2024</p></blockquote>"
    article = article_from_html(page(LONG + quote + LONG.replace("crane", "pier")), id="x")
    assert [(b.handle, b.date) for b in article.blocks if b.kind == "embed"] == [
        ("@ola", "2024-06-03")
    ]


def test_what_is_left_of_a_post_in_paragraphs_is_one() -> None:
    left = "<p>Told you so.</p><p>— Ola (@ola) June 3, 2024</p>"
    article = article_from_html(page(LONG + left + LONG.replace("crane", "pier")), id="x")
    assert of_kind(article, "embed") == ["Told you so.\n— Ola (@ola) June 3, 2024"]


def test_paragraphs_in_bold_among_which_most_ask_are_an_interviewers() -> None:
    bold = ["What colour will it be?", "Why green?", "So you like it.", "And then?"]
    answer = "Green, as it always was in my day and in my father’s, and in his father’s too."
    talk = "".join(f"<p><strong>{words}</strong></p><p>{answer}{words}</p>" for words in bold)
    found = article_from_html(page(LONG + talk), id="cranes")
    asked = [found.text[b.begin : b.end].strip() for b in found.blocks if b.kind == "question"]
    assert asked == bold


def test_a_question_in_bold_before_a_line_break_is_a_block_of_its_own() -> None:
    bold = ["What colour will it be?", "Why green?", "And then?"]
    answer = "Green, as it always was in my day and in my father’s, and in his father’s too."
    talk = "".join(f"<p><b>{words}</b><br>{answer} {words[:4]}</p>" for words in bold)
    found = article_from_html(page(LONG + talk), id="cranes")
    kinds = [b.kind for b in found.blocks]
    assert kinds[-6:] == ["question", "paragraph"] * 3


def test_a_year_in_the_text_is_no_date_of_publication() -> None:
    since = "<p>The crane has stood there since 2011, and the harbour master since 2015.</p>"
    assert article_from_html(page(LONG + since), id="cranes").published is None


def test_a_block_quote_that_is_no_post_stays_one() -> None:
    quote = "<blockquote><p>No crane, no harbour; no harbour, no Skarvness.</p></blockquote>"
    article = article_from_html(page(LONG + quote + LONG.replace("crane", "pier")), id="x")
    assert of_kind(article, "block_quote") == ["No crane, no harbour; no harbour, no Skarvness."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings_are_told_declared_or_not(encoding: str) -> None:
    data = page(LONG).encode(encoding)
    assert "“It is rust held up by affection,”" in article_from_html(data, id="x").text


def test_a_declared_encoding_is_followed() -> None:
    head = '<meta charset="iso-8859-2">'
    body = LONG.replace("Lindqvist", "Łukasiewicz").replace("“", '"').replace("”", '"')
    data = page(body, head).encode("iso-8859-2")
    assert "Łukasiewicz" in article_from_html(data, id="x").text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyInput),
        (b" \n\t", EmptyInput),
        (b"<html><body></body></html>", EmptyInput),
        (b"%PDF-1.7 ...", NotText),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), NotText),
        (b"<div>" * 50_000, Malformed),
        (b"<p " + b" ".join(b"a%d=1" % i for i in range(9000)) + b">x</p>", Malformed),
    ],
)
def test_what_is_no_article_is_a_plain_error(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error) as caught:
        article_from_html(data, id="odd.html")
    assert caught.value.source == "odd.html"


def test_a_page_over_the_bounds_is_refused() -> None:
    with pytest.raises(TooLarge):
        article_from_html(page(LONG), id="x", limits=Limits(html_bytes=100))
    with pytest.raises(TooLarge):
        article_from_html(page("<i></i>" * 300), id="x", limits=Limits(html_elements=100))


def test_entities_are_not_expanded_beyond_the_page() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert len(article_from_html(bomb + page(LONG + "<p>&b;&b;</p>"), id="x").text) < 2000


MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>", "</p>", "<div>", "<blockquote class='twitter-tweet'>", "</blockquote>",
                "— A (@a) May 1, 2024", "<h1>", "<table><tr><td>", "<li>", "<iframe src='x'>",
                "<script>", "</script>", "<!--", "-->", "<![CDATA[", "&amp;", "&#0;", "&#xD800;",
                "<title>", "<meta property='og:title' content='", "<svg>", LONG,
            ]
        ),
        st.text(max_size=40),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(MARKUP, MARKUP.map(lambda m: page(LONG + m)), st.binary(max_size=200)))
def test_no_page_makes_more_than_an_input_error(source: str | bytes) -> None:
    try:
        article = article_from_html(source, id="x")
    except InputError:
        return
    assert article.text.strip()
    assert_partition(article)


def test_plain_text_is_read_without_the_page_libraries(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The crane stays, the board said.", encoding="utf-8")
    code = (
        "import sys; from quoth.intake import read_inputs; "
        f"print(len(list(read_inputs([{str(tmp_path)!r}]))), "
        "any(m.split('.')[0] in ('lxml', 'trafilatura') for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]


@pytest.mark.skipif(not SAVED.exists(), reason="the saved pages are not here")
def test_no_embedded_post_of_the_saved_pages_is_lost() -> None:
    lost = []
    for path in sorted(SAVED.glob("*/*.html.gz")):
        source = gzip.decompress(path.read_bytes())
        if source.count(b"twitter-tweet") == 0:
            continue
        wanted = source.count(b'class="twitter-tweet"')
        found = [b for b in article_from_html(source, id=path.name).blocks if b.kind == "embed"]
        if len(found) < wanted:
            lost.append((path.name, wanted, len(found)))
    assert lost == []


LINKED = '<script type="application/ld+json">{}</script>'


def test_a_date_before_print_is_what_software_writes_for_none() -> None:
    head = (
        LINKED.format('{"@type": "NewsArticle", "datePublished": "0001-01-01T00:00:00Z"}')
        + '<meta property="article:published_time" content="2019-11-19T08:00:00Z">'
    )
    assert article_from_html(page(LONG, head), id="x").published == "2019-11-19T08:00:00Z"
    head = '<meta property="article:published_time" content="0001-01-01T00:00:00Z">'
    assert article_from_html(page(LONG, head), id="x").published is None


def test_an_author_who_is_only_referred_to_is_found_where_the_page_describes_her() -> None:
    graph = (
        '{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#/person/7"}},'
        ' {"@type": "Person", "@id": "#/person/7", "name": "Ebba Lindqvist"}]}'
    )
    assert article_from_html(page(LONG, LINKED.format(graph)), id="x").byline == "Ebba Lindqvist"


def test_the_name_of_an_account_is_no_byline() -> None:
    head = '<meta name="author" content="skarvadmin">'
    assert article_from_html(page(LONG, head), id="x").byline is None
    head = '<meta name="author" content="Ebba Lindqvist, harbour desk">'
    assert article_from_html(page(LONG, head), id="x").byline == "Ebba Lindqvist, harbour desk"


def test_linked_data_that_nobody_can_parse_does_not_hold_up_the_page() -> None:
    broken = '{"@type": "NewsArticle", ' + '"author": {"name": "A B", ' * 30_000
    with within(2):
        article = article_from_html(page(LONG, LINKED.format(broken)), id="x")
    assert "harbour board" in article.text


def test_words_that_only_an_empty_tag_parts_stay_apart() -> None:
    body = LONG + (
        "<p>The crane<span> </span>was built in<i class='icon'></i> 1911<b> </b>by"
        "<span></span> the yard of <em>Holm</em> and <strong>Sons</strong>, who built no other.</p>"
    )
    text = article_from_html(page(body), id="x").text
    assert "The crane was built in 1911 by the yard of Holm and Sons, who built no other." in text


def test_what_is_no_text_leaves_the_words_behind_it_in_place() -> None:
    body = LONG + (
        "<p>The vote was nine to two<script>count()</script>, with one councillor"
        "<svg><text>icon</text></svg> away at sea<noscript>enable scripts</noscript>.</p>"
    )
    text = article_from_html(page(body), id="x").text
    assert "The vote was nine to two, with one councillor away at sea." in text


def test_a_page_of_empty_tags_is_read_in_time_that_grows_with_it_alone() -> None:
    body = LONG + "<p>" + "<i></i>x " * 40_000 + "</p>"
    with within(8):
        article_from_html(page(body), id="x")


def test_a_title_of_many_parts_takes_no_time() -> None:
    head = f'<title>A crane</title><meta property="og:title" content="{" - b" * 10_000}">'
    heads = "".join(f"<h1>The board keeps crane number {n}</h1>" for n in range(50))
    with within(8):
        assert "harbour board" in article_from_html(page(heads + LONG, head), id="x").text
