"""The page of a search, and the search as a feed, a table and JSON."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from newsroom import Says, printed
from served import ATTACK, hostile, is_harmless, quarrel, seen, served
from starlette.testclient import TestClient

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Of a record that nobody changes."""
    return served(tmp_path_factory.mktemp("search"), *quarrel())


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Of a record with a hostile article."""
    return served(tmp_path_factory.mktemp("attacked"), hostile())


def test_without_a_search_the_newest_quotations_and_examples_are_shown(client: TestClient) -> None:
    page = seen(client.get("/").text)
    assert page.index("only sell umbrellas") < page.index("hungry landlord")
    assert "6 quotations of 4 articles" in page and "NEAR(tax cut, 5)" in page


def test_an_empty_record_tells_how_it_is_filled(tmp_path: Path) -> None:
    client = served(tmp_path)
    for place in ("/", "/speakers", "/exchange"):
        assert "Nothing here yet" in client.get(place).text


def test_found_words_are_marked_in_a_quotation_with_its_place(client: TestClient) -> None:
    page = client.get("/?q=outage").text
    assert '<mark class="hit">outages</mark>' in page
    assert re.search(r'href="/speakers/\d+">Rowan Tait</a>', page)
    assert re.search(r'href="/articles/\d+#am2">Kestrel turns down the bid</a>', page)
    assert re.search(r'href="/quotations/\d+">open', page)
    assert "1 quotation, the best first." in seen(page)


def test_facets_narrow_the_search_and_chips_widen_it_again(client: TestClient) -> None:
    page = client.get("/?q=landlord").text
    facet = re.search(r'href="(/\?q=landlord&amp;outlet=Coast\+Wire)">Coast Wire</a>', page)
    assert facet
    for heading, name in (("Said by", "Leonie Marsh"), ("About", "Rowan Tait")):
        assert re.search(rf"<h2>{heading}</h2>\s*<ul>\s*<li><a [^>]+>{name}</a> <[^>]+>2<", page)
    page = client.get(facet[1].replace("&amp;", "&")).text
    assert "1 quotation" in seen(page) and "A patient landlord" in page
    assert '<a href="/?q=landlord"><span class="hidden">Remove the filter: </span>in' in page


def test_filters_are_by_speaker_subject_day_type_and_channel(client: TestClient) -> None:
    for filters, told in (
        ("by=Leonie+Marsh", "3 quotations"),
        ("about=Tait", "3 quotations"),
        ("since=2026-05", "1 quotation"),
        ("until=2026-03-02", "3 quotations"),
        ("type=indirect", "1 quotation"),
        ("channel=interview", "1 quotation"),
        ("by=Leonie+Marsh&about=Rowan+Tait&outlet=marle+gazette", "1 quotation"),
    ):
        assert f"{told}, the newest first" in seen(client.get(f"/?{filters}").text), filters


def test_a_name_that_may_mean_several_is_asked_back(client: TestClient) -> None:
    page = client.get("/?q=umbrellas&by=Marsh").text
    assert "Which “Marsh”?" in page
    link = re.search(r'href="(/\?q=umbrellas&amp;by=%23\d+)">Hugh Marsh', page)
    assert link and "1 quotation" in seen(client.get(link[1].replace("&amp;", "&")).text)


def test_a_name_that_nobody_bears_is_told(client: TestClient) -> None:
    page = client.get("/?by=Zebulon").text
    assert "Nobody in the record is called “Zebulon”" in page


@pytest.mark.parametrize("wrong", ["q=%22wire", "q=wire+OR", "q=—", "since=yesterday", "outlet=zz"])
def test_what_is_not_understood_is_told_beside_the_words_asked_for(
    client: TestClient, wrong: str
) -> None:
    answer = client.get(f"/?{wrong}")
    assert answer.status_code == 400
    assert "That search is not understood" in answer.text and "How to search" in answer.text


def test_where_nothing_is_found_other_ways_are_shown(client: TestClient) -> None:
    page = client.get("/?q=zeppelin&type=direct").text
    assert "Nothing found" in page and 'href="/?q=zeppelin"' in page
    assert 'href="/?like=zeppelin"' in page and 'href="/speakers?q=zeppelin"' in page


def test_a_search_by_meaning_has_an_address_of_its_own(client: TestClient) -> None:
    answer = client.get("/?q=greedy+owners&how=meaning&by=Leonie+Marsh")
    assert answer.status_code == 303
    assert re.fullmatch(r"/\?like=greedy\+owners&by=%23\d+", answer.headers["location"])


def test_many_results_have_pages(tmp_path: Path) -> None:
    said = [Says("Leonie Marsh", f"Line number {n} is open") for n in range(45)]
    client = served(tmp_path, printed("Coast Wire", "2026-03-02", *said))
    pages = [client.get(f"/?q=line&page={n}").text for n in (1, 2, 3, 4)]
    assert [page.count('class="own"') for page in pages] == [20, 20, 5, 0]
    assert 'rel="next" href="/?q=line&amp;page=2"' in pages[0]
    assert 'rel="prev" href="/?q=line"' in pages[1] and 'rel="next"' not in pages[2]
    assert "There is no more" in pages[3]


def test_a_feed_has_the_newest_first_with_lasting_ids(client: TestClient) -> None:
    answer = client.get("/feed?by=Leonie+Marsh")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}published") for entry in entries] == [
        "2026-03-04T00:00:00Z",
        "2026-03-02T00:00:00Z",
        "2026-03-02T00:00:00Z",
    ]
    ids = [one.findtext(f"{ATOM}id") or "" for one in (feed, *entries)]
    assert len(set(ids)) == 4 and all(one.startswith("http://localhost/") for one in ids)
    again = fromstring(client.get("/feed?by=Leonie+Marsh").content)
    assert ids == [one.findtext(f"{ATOM}id") for one in (again, *again.findall(f"{ATOM}entry"))]
    for one in (feed, *entries):
        assert one.findtext(f"{ATOM}title") and one.findtext(f"{ATOM}updated")
    assert all(entry.findtext(f"{ATOM}author/{ATOM}name") == "Leonie Marsh" for entry in entries)


def test_a_feed_tells_when_each_quotation_came_into_the_record(client: TestClient) -> None:
    begun = datetime.now(UTC) - timedelta(hours=1)
    feed = fromstring(client.get("/feed?by=Leonie+Marsh").content)
    told = [one.findtext(f"{ATOM}updated") or "" for one in (feed, *feed.findall(f"{ATOM}entry"))]
    assert all(datetime.fromisoformat(when) > begun for when in told)
    assert told[0] == max(told[1:])


def test_a_feed_of_nothing_is_a_feed(client: TestClient) -> None:
    feed = fromstring(client.get("/feed?q=zeppelin").content)
    assert feed.findtext(f"{ATOM}updated") and not feed.findall(f"{ATOM}entry")


def test_a_search_is_given_as_a_table_and_as_json(client: TestClient) -> None:
    answer = client.get("/search.csv?q=landlord")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="quotations.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [row["speaker"] for row in rows] == ["Leonie Marsh"] * 2
    held = client.get("/search.json?q=landlord").json()
    assert held["search"] == {"q": "landlord"}
    assert [hit["id"] for hit in held["hits"]] == [int(row["id"]) for row in rows]
    assert held["hits"][0]["text"][slice(*held["hits"][0]["marks"][0])] == "landlord"


def test_files_hold_all_that_is_found_up_to_a_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [Says("Leonie Marsh", f"Line number {n} is open") for n in range(25)]
    client = served(tmp_path, printed("Coast Wire", "2026-03-02", *said))
    monkeypatch.setattr("quoth.web.searching._STEP", 10)
    ids = [hit["id"] for hit in client.get("/search.json?q=line").json()["hits"]]
    assert len(ids) == len(set(ids)) == 25
    monkeypatch.setattr("quoth.web.searching.MOST", 20)
    assert len(client.get("/search.json?q=line").json()["hits"]) == 20


def test_nothing_found_is_an_empty_file(client: TestClient) -> None:
    assert client.get("/search.json?q=zeppelin").json()["hits"] == []
    assert client.get("/search.csv?q=zeppelin").text.startswith("id,")


@pytest.mark.parametrize("path", ["/feed", "/search.csv", "/search.json"])
def test_what_cannot_be_answered_is_told_before_a_file_begins(
    client: TestClient, path: str
) -> None:
    for wrong in ("by=Marsh", "by=Zebulon", "q=%22wire", "since=x"):
        assert client.get(f"{path}?{wrong}").status_code == 400


def test_hostile_articles_are_shown_as_text(attacked: TestClient) -> None:
    for address in (
        "/",
        "/?q=wire",
        "/?q=wire&type=direct",
        f"/?q={ATTACK}",
        f"/?by={ATTACK}&about={ATTACK}",
        f"/?outlet={ATTACK}&since={ATTACK}&type={ATTACK}&channel={ATTACK}&order={ATTACK}",
        f"/?channel={ATTACK}",
        f'/?q="{ATTACK}',
    ):
        page = attacked.get(address).text
        assert is_harmless(page), address
    assert "&lt;script&gt;" in attacked.get("/?q=wire").text


def test_hostile_articles_make_no_broken_feed_or_formula(tmp_path: Path) -> None:
    formula = printed("=Outlet", "2026-03-05", Says("+Mallory", "=1+1 of it", type="indirect"))
    client = served(tmp_path, hostile(), formula)
    feed = fromstring(client.get("/feed").content)
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed.findall(f"{ATOM}entry")]
    assert any(ATTACK in title for title in titles)
    assert not [link for link in feed.iter(f"{ATOM}link") if "javascript" in link.attrib["href"]]
    rows = list(csv.DictReader(io.StringIO(client.get("/search.csv").text, newline="")))
    cells = [cell for row in rows for cell in row.values()]
    assert "'=1+1 of it" in cells and not [cell for cell in cells if cell.startswith("=")]


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=x",
        "page=99999999999999999999",
        "q=%00",
        "q=%ff%ed%a0%80",
        "q=" + "wire+" * 500,
        "q=" + "(" * 50,
        "by=" + "9" * 40,
        "by=%23" + "9" * 15,
        "about=%23x",
        "since=0000&until=9999-99",
        "since=-1",
        "type=zz",
        "channel=%00",
        "outlet=%25",
        "former=x&order=x&how=x&like=",
        "q=a&q=b&unknown=1",
        "how=meaning&q=",
    ],
)
@pytest.mark.parametrize("path", ["/", "/feed", "/search.csv", "/search.json"])
def test_odd_parameters_are_answered(client: TestClient, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code in (200, 303, 400)


def test_by_meaning_what_is_near_comes_first_and_not_too_often(tmp_path: Path) -> None:
    client = served(tmp_path, *quarrel(), requests=2)
    page = client.get("/?like=He+ought+to+construct+lines+himself").text
    assert "The nearest in meaning first" in seen(page)
    words = re.findall(r'<blockquote class="said">(.*?)</blockquote>', page)
    assert "build his own power lines" in words[0] and len(words) == 6
    table = client.get("/search.json?like=He+ought+to+construct+lines+himself").json()
    assert "build his own power lines" in table["hits"][0]["text"]
    assert client.get("/feed?like=lines").status_code == 429
    assert client.get("/?q=lines").status_code == 200
