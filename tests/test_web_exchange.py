"""The page of an exchange: who said what about the other, and when."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from newsroom import Says, printed
from served import ATTACK, hostile, is_harmless, quarrel, seen, served
from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Of a record that nobody changes."""
    return served(tmp_path_factory.mktemp("exchange"), *quarrel())


def turns(page: str) -> list[tuple[str, str]]:
    """The sides that speak, and what is seen of each turn."""
    found = re.findall(r'<li class="turn (\w+)">(.*?)\n</li>', page, re.DOTALL)
    return [(side, seen(words)) for side, words in found]


def test_each_utterance_stands_once_on_its_side_in_the_order_of_time(client: TestClient) -> None:
    page = client.get("/exchange?a=Leonie+Marsh&b=Rowan+Tait").text
    shown = turns(page)
    assert [side for side, _ in shown] == ["one", "other", "one"]
    first, second, third = (words for _, words in shown)
    assert first.startswith("2 March 2026 Leonie Marsh “Rowan Tait is a very hungry landlord”")
    assert "Ellery Courier, Coast Wire" in first and "Printed 2 times" in first
    assert "Leonie Marsh left out the outages" in second
    assert third.startswith("4 March 2026") and "Marle Gazette" in third
    assert "Leonie Marsh about Rowan Tait: 2 . Rowan Tait about Leonie Marsh: 1" in seen(page)


def test_the_sides_can_be_exchanged(client: TestClient) -> None:
    page = client.get("/exchange?a=Rowan+Tait&b=Leonie+Marsh").text
    assert [side for side, _ in turns(page)] == ["other", "one", "other"]
    back = re.search(r'href="(/exchange\?a=\d+&amp;b=\d+)">the other way round', page)
    assert back
    page = client.get(back[1].replace("&amp;", "&")).text
    assert [side for side, _ in turns(page)] == ["one", "other", "one"]


def test_pairs_are_suggested_while_nobody_is_chosen(client: TestClient) -> None:
    page = client.get("/exchange").text
    pair = re.search(r'href="(/exchange\?a=\d+&amp;b=\d+)">Leonie Marsh and Rowan Tait', page)
    assert pair and "3 and 1 times" in page
    assert len(turns(client.get(pair[1].replace("&amp;", "&")).text)) == 3


def test_counterparts_are_suggested_where_one_is_chosen(client: TestClient) -> None:
    page = client.get("/exchange?a=Rowan+Tait").text
    assert re.search(r'href="/exchange\?a=\d+&amp;b=\d+">Leonie Marsh', page)
    assert "speaks of nobody" in client.get("/exchange?b=Hugh+Marsh").text


def test_a_name_that_may_mean_several_is_asked_back_keeping_the_other(client: TestClient) -> None:
    page = client.get("/exchange?a=Marsh&b=Rowan+Tait").text
    link = re.search(r'href="(/exchange\?a=%23\d+&amp;b=%23\d+)">Leonie Marsh', page)
    assert "Which “Marsh”?" in page and link
    assert len(turns(client.get(link[1].replace("&amp;", "&")).text)) == 3


def test_who_has_nothing_to_say_of_whom_is_told(client: TestClient) -> None:
    for pair, told in (
        ("a=Hugh+Marsh&b=Rowan+Tait", "Neither speaks of the other"),
        ("a=Rowan+Tait&b=Rowan+Tait", "These are one"),
        ("a=Zebulon&b=Rowan+Tait", "Nobody in the record is called “Zebulon”"),
    ):
        assert told in client.get(f"/exchange?{pair}").text


def test_a_long_exchange_has_pages(tmp_path: Path) -> None:
    said = [
        Says("Leonie Marsh", f"Rowan Tait owes {chr(97 + n % 26) * (2 + n // 26)}", ("Rowan Tait",))
        for n in range(105)
    ]
    client = served(tmp_path, printed("Coast Wire", "2026-03-02", *said))
    place = "/exchange?a=Leonie+Marsh&b=Rowan+Tait"
    first, second = client.get(place).text, client.get(f"{place}&page=2").text
    total = len(turns(first)) + len(turns(second))
    assert len(turns(first)) == 100 and total == 105
    assert "There is no more" in client.get(f"{place}&page=9").text


def test_hostile_names_are_shown_as_text(tmp_path: Path) -> None:
    client = served(tmp_path, hostile())
    page = client.get("/exchange").text
    pair = re.search(r'href="(/exchange\?a=\d+&amp;b=\d+)">Mallory', page)
    assert pair and is_harmless(page)
    page = client.get(pair[1].replace("&amp;", "&")).text
    assert is_harmless(page) and "&lt;script&gt;" in page and len(turns(page)) == 1
    assert is_harmless(client.get("/exchange", params={"a": ATTACK, "b": ATTACK}).text)


@pytest.mark.parametrize(
    "query",
    [
        "a=%00&b=%ff",
        "a=" + "9" * 40 + "&b=1",
        "a=%23&b=%2399",
        "a=-1&b=0",
        "a=" + "x" * 3000,
        "page=x&a=1&b=2",
        "a=1&a=2&b=1",
    ],
)
def test_odd_parameters_are_answered(client: TestClient, query: str) -> None:
    assert client.get(f"/exchange?{query}").status_code == 200


def test_a_number_tells_who_is_meant_whatever_stands_behind_it(client: TestClient) -> None:
    page = client.get("/exchange").text
    pair = re.search(r"/exchange\?a=(\d+)&amp;b=(\d+)\">Leonie Marsh and Rowan Tait", page)
    assert pair
    for a in (pair[1], f"#{pair[1]}", f"#{pair[1]} Leonie Marsh"):
        assert len(turns(client.get("/exchange", params={"a": a, "b": pair[2]}).text)) == 3
    assert "Nobody in the record" in client.get("/exchange?a=12+Angry+Men").text
