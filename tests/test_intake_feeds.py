"""What feeds say, and what cannot be done to whoever reads them."""

from __future__ import annotations

from typing import Any

import pytest
from timing import within

from quoth.errors import EmptyInput, InputError, Malformed, NotText, TooLarge
from quoth.intake.feeds import Elsewhere, Entry, Feed, Pace, read_feed

URL = "https://courier.example/news/rss"


def feed(data: bytes | str, **more: Any) -> Feed:
    found = read_feed(data.encode() if isinstance(data, str) else data, URL, **more)
    assert isinstance(found, Feed)
    return found


def rss(items: str, channel: str = "<title>Ellery Courier</title>", head: str = "") -> str:
    return f'{head}<rss version="2.0"><channel>{channel}{items}</channel></rss>'


def item(inside: str) -> Entry:
    (found,) = feed(rss(f"<item>{inside}</item>")).entries
    return found


def test_rss_is_read() -> None:
    found = feed(
        """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Ellery Courier</title><link>https://courier.example/</link><ttl>30</ttl>
<item><title>Crews &#8216;will not sail&#8217;</title><link>https://courier.example/ferries</link>
<guid isPermaLink="false">c-1</guid><pubDate>Mon, 02 Mar 2026 09:30:00 +0100</pubDate>
<dc:creator>Tom Reyes</dc:creator><description>A teaser</description>
<content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded></item>
</channel></rss>"""
    )
    assert (found.title, found.page) == ("Ellery Courier", "https://courier.example/")
    assert found.pace == Pace(1800)
    assert found.entries == (
        Entry(
            "c-1",
            "https://courier.example/ferries",
            "Crews ‘will not sail’",
            "Tom Reyes",
            "2026-03-02T09:30:00+01:00",
            None,
            "<p>The whole text.</p>",
        ),
    )


def test_atom_is_read_with_its_bases() -> None:
    found = feed(
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/base/">
<title type="html">Ellery &amp;amp; Marle</title><link rel="self" href="/self"/>
<entry xml:base="march/"><id>tag:1</id><title>Talks</title><link rel="edit" href="edit"/>
<link rel="alternate" href="talks"/><updated>2026-03-02T08:00:00.5-05:00</updated>
<author><name>Ada Quist</name></author><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>One <b>two</b></p></div></content></entry></feed>"""
    )
    assert found.title == "Ellery & Marle"
    (entry,) = found.entries
    assert entry.url == "https://a.example/base/march/talks"
    assert (entry.author, entry.published) == ("Ada Quist", "2026-03-02T08:00:00-05:00")
    assert entry.content == "<p>One <b>two</b></p>"


def test_rdf_is_read() -> None:
    found = feed(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel rdf:about="x">
<title>Marle Gazette</title><link>https://marle.example/</link>
<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
<item rdf:about="y"><title>Votes</title><link>https://marle.example/votes</link>
<dc:date>2026-03-02</dc:date></item></rdf:RDF>"""
    )
    assert found.pace.least == 6 * 3600
    assert [(e.url, e.published) for e in found.entries] == [
        ("https://marle.example/votes", "2026-03-02")
    ]


def test_json_feed_is_read() -> None:
    found = feed(
        """{"version": "https://jsonfeed.org/version/1.1", "title": "Coast Wire",
"home_page_url": "/", "items": [
{"id": 5, "url": "/tide", "title": "Tide", "authors": [{"name": "A. Quist"}, {"name": "T. Reyes"}],
 "date_published": "2026-03-02T09:00:00Z", "content_text": "One < two.\\n\\nThree."},
{"id": "6", "external_url": "https://else.example/x", "content_html": "<p>Four.</p>"},
{"title": "No id"}, "no item", {}]}"""
    )
    assert (found.title, found.page) == ("Coast Wire", "https://courier.example/")
    assert found.entries == (
        Entry(
            "5",
            "https://courier.example/tide",
            "Tide",
            "A. Quist, T. Reyes",
            "2026-03-02T09:00:00Z",
            None,
            "<p>One &lt; two.</p><p>Three.</p>",
        ),
        Entry("6", "https://else.example/x", content="<p>Four.</p>"),
        Entry("No id", title="No id"),
    )


# -- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Mon, 02 Mar 2026 09:30:00 GMT", "2026-03-02T09:30:00Z"),
        ("Mon, 2 Mar 2026 09:30 EST", "2026-03-02T09:30:00-05:00"),
        ("2026-03-02T09:30:00+0100", "2026-03-02T09:30:00+01:00"),
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02 09:30:00", "2026-03-02T09:30:00"),
        ("0001-01-01T00:00:00Z", None),
        ("Thu, 01 Jan 1903 00:00:00 GMT", None),
        ("soon", None),
        ("9" * 90, None),
    ],
)
def test_dates_of_any_kind_become_iso_8601(given: str, wanted: str | None) -> None:
    assert item(f"<title>a</title><pubDate>{given}</pubDate>").published == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("/a?x=1&y=2", "https://courier.example/a?x=1&y=2"),
        ("/a?x=1&amp;y=2#top", "https://courier.example/a?x=1&y=2"),
        ("<![CDATA[ https://o.example/b?c=1&d=2 ]]>", "https://o.example/b?c=1&d=2"),
        ("//o.example/c", "https://o.example/c"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("http://[", None),
        ("https://o.example/" + "x" * 5000, None),
    ],
)
def test_addresses_are_whole_and_of_the_web(given: str, wanted: str | None) -> None:
    assert item(f"<title>a</title><link>{given}</link>").url == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Fish &amp; chips", "Fish & chips"),
        ("Fish & chips at the Caf&eacute;", "Fish & chips at the Café"),
        ("<![CDATA[<b>Five</b> &lt; six]]>", "Five < six"),
        ("Odds of 5 &lt; 6 and 7 &gt; 3", "Odds of 5 < 6 and 7 > 3"),
        ("Nowhere &nowhere; &#0; &#x1F600;", "Nowhere &nowhere; 😀"),
        ("a\x07b\n c", "ab c"),
    ],
)
def test_titles_are_plain_words(given: str, wanted: str) -> None:
    assert item(f"<title>{given}</title>").title == wanted


def test_entries_with_one_guid_are_one_and_those_with_nothing_are_none() -> None:
    items = [f"<item><guid>g</guid><title>{n}</title></item>" for n in "ab"]
    found = feed(rss("".join(items) + "<item/><item><title> </title></item>"))
    assert [(e.key, e.title) for e in found.entries] == [("g", "a")]


def test_a_guid_is_an_address_only_if_it_is_one() -> None:
    assert item("<guid>courier-5</guid><title>a</title>") == Entry("courier-5", title="a")
    address = "https://courier.example/5"
    assert item(f"<guid>{address}</guid><title>a</title>").url == address
    assert item(f"<guid isPermaLink='false'>{address}</guid><title>a</title>").url is None


def test_a_guid_may_be_as_long_as_it_likes() -> None:
    items = "".join(f"<item><guid>{'x' * 5000}{n}</guid><title>t</title></item>" for n in "ab")
    keys = {e.key for e in feed(rss(items)).entries}
    assert sorted(map(len, keys)) == [64, 64]


def test_a_feed_says_when_it_rests() -> None:
    channel = (
        "<skipHours><hour>0</hour><hour>24</hour><hour>5</hour><hour>x</hour></skipHours>"
        "<skipDays><day>Sunday</day><day>Never</day></skipDays><ttl>99999999999</ttl>"
    )
    assert feed(rss("", channel)).pace == Pace(0, (0, 5), (6,))


def test_a_feed_that_always_rests_does_not() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    assert feed(rss("", f"<skipHours>{hours}</skipHours>")).pace == Pace()


# -- encodings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "iso-8859-1", "us-ascii"),
        ("cp1252", "iso-8859-1", None),
        ("cp1252", "utf-8", None),
        ("utf-16", "utf-16", None),
        ("utf-8-sig", "windows-1251", None),
        ("iso-8859-2", "utf-8", "iso-8859-2"),
    ],
)
def test_a_wrong_encoding_is_found_out(encoding: str, declared: str, charset: str | None) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    text = rss("<item><title>Café Größe</title></item>", head=head)
    if encoding == "iso-8859-2":
        text = text.replace("é", "ł")
    (entry,) = feed(text.encode(encoding), charset=charset).entries
    assert entry.title == ("Cafł Größe" if encoding == "iso-8859-2" else "Café Größe")


# -- what is broken -------------------------------------------------------------------------------


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    text = rss("<item><title>One<br>two</title><link>/a</link></item><item><title>Three")
    found = feed(text.removesuffix("</channel></rss>"))
    assert [e.title for e in found.entries][-1] == "Three"
    assert found.entries[0].key


def test_prefixes_need_not_be_declared() -> None:
    found = item("<title>a</title><dc:creator>Tom Reyes</dc:creator><x:y z:w='1'>b</x:y>")
    assert found.author == "Tom Reyes"


def test_a_page_names_its_feeds() -> None:
    page = """<!DOCTYPE html><html><head><base href="/sub/"><title>News</title>
<link rel="alternate" type="application/rss+xml" href="rss.xml">
<link rel="alternate" hreflang="de" type="text/html" href="/de">
<link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="https://b.example/a">
</head><body></body></html>"""
    found = read_feed(page.encode(), URL, media_type="text/html")
    assert found == Elsewhere(("https://courier.example/sub/rss.xml", "https://b.example/a"))


@pytest.mark.parametrize(
    ("data", "error", "problem"),
    [
        (b"", EmptyInput, "nothing to read"),
        (b" \n", EmptyInput, "nothing to read"),
        (b"hello", Malformed, "no feed in it"),
        (b"<doc><p>x</p></doc>", Malformed, "no feed in it"),
        (b"<html><body>Moved</body></html>", Malformed, "it names no feed"),
        (b'<opml version="2.0"><body/></opml>', Malformed, "a list of feeds"),
        (b"\x89PNG\r\n\x1a\n\0\0", NotText, "a picture"),
        (b"\0\1\2\3" * 500, NotText, "binary"),
        (b'{"a": 1}', Malformed, "no JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": ', Malformed, "no JSON"),
        (b"{" * 100_000, Malformed, "no JSON"),
    ],
)
def test_what_is_no_feed_is_a_plain_error(data: bytes, error: type, problem: str) -> None:
    with pytest.raises(error, match=problem) as raised:
        read_feed(data, URL)
    assert str(raised.value).startswith(URL)


# -- what is meant to harm ------------------------------------------------------------------------


def test_entities_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "boom">{levels}]>'
    found = feed(rss("<item><title>&a19;</title></item>", head=head))
    assert found.entries[0].title == "&a19;"


def test_files_are_not_read() -> None:
    head = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY % y SYSTEM "/z">%y;]>'
    found = feed(rss("<item><title>-&x;-</title></item>", head=head))
    assert found.entries[0].title == "-&x;-"


@pytest.mark.parametrize(
    "data",
    [
        "<rss><channel>" + "<a>" * 100_000,
        "<rss><channel><item " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>",
        "<rss " + " ".join(f'xmlns:a{n}="u"' for n in range(150)) + "><channel/></rss>",
        rss("<item><title>t</title></item>" * 60_000),
        rss("<item><title>" + "&amp;" * 500_000 + "</title></item>"),
        rss("<item><title>" + "<" * 300_000),
        "<!doctype html><html><a " + " ".join(f"a{n}=1" for n in range(50_000)) + ">",
    ],
    ids=["depth", "attributes", "namespaces", "items", "references", "brackets", "page"],
)
def test_what_would_take_for_ever_is_refused_at_once(data: str) -> None:
    with within(5), pytest.raises((Malformed, TooLarge)):
        read_feed(data.encode(), URL)


@pytest.mark.parametrize(
    "data",
    [
        rss("<item><title>" + "<![CDATA[" * 100_000),
        rss("<item><title>" + "<![CDATA[x]]>" * 50_000 + "</title></item>"),
        rss("<item><title>" + "&lt;a " * 50_000 + "</title></item>"),
        rss("<item><description>" + "<a b='" * 50_000),
        '<?xml version="1.0"?><!DOCTYPE ' + "[" * 500_000 + rss(""),
        "<!doctype html><html>" + "<div>" * 200_000,
        "<!doctype html><html><head>" + "<link rel=alternate " * 50_000,
        '{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 200_000,
    ],
    ids=["cdata", "cdatas", "tags", "quotes", "doctype", "divs", "links", "json"],
)
def test_nothing_takes_long(data: str) -> None:
    with within(5):
        try:
            assert isinstance(read_feed(data.encode(), URL), Feed)
        except InputError as error:
            assert error.problem


def test_of_a_very_long_feed_the_first_thousand_are_taken() -> None:
    found = feed(rss("".join(f"<item><title>{n}</title></item>" for n in range(1500))))
    assert [e.title for e in found.entries] == [str(n) for n in range(1000)]
