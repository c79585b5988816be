"""The pages of speakers, and what people decide on them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from newsroom import Says, printed
from served import hostile, is_harmless, quarrel, seen, served
from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Of a record that nobody changes."""
    return served(tmp_path_factory.mktemp("speakers"), *quarrel())


@pytest.fixture
def desk(tmp_path: Path) -> TestClient:
    """Of a record that may be changed."""
    return served(tmp_path, *quarrel())


def number(client: TestClient, name: str) -> int:
    """The number of a speaker, from the list."""
    page = client.get("/speakers").text
    found = re.search(rf'href="/speakers/(\d+)">{re.escape(name)}</a>', page)
    assert found, name
    return int(found[1])


def test_the_list_begins_with_who_is_quoted_most(client: TestClient) -> None:
    page = seen(client.get("/speakers").text)
    assert page.index("Leonie Marsh 3 quotations") < page.index("Hugh Marsh 1 quotation")


def test_somebody_is_found_by_the_beginning_of_any_name(client: TestClient) -> None:
    page = client.get("/speakers?q=mar").text
    assert "Leonie Marsh" in page and "Hugh Marsh" in page and "Rowan Tait" not in page


def test_whoever_is_not_there_can_be_searched_for(client: TestClient) -> None:
    page = client.get("/speakers?q=nobody").text
    assert "Nobody by that name" in page and 'href="/?q=nobody"' in page


def test_the_list_can_be_of_one_kind(client: TestClient) -> None:
    page = client.get("/speakers?kind=organization").text
    assert "There are none" in page and 'aria-current="true">Organisations' in page


def test_a_long_list_has_pages(tmp_path: Path) -> None:
    people = [Says(f"Ann Q{chr(97 + n // 10)}{chr(97 + n % 10)}x", "Yes") for n in range(60)]
    client = served(tmp_path, printed("Coast Wire", "2026-03-02", *people))
    first = client.get("/speakers").text
    assert first.count('class="name"') == 50 and 'href="/speakers?page=2"' in first
    second = client.get("/speakers?page=2").text
    assert second.count('class="name"') == 10 and 'rel="prev"' in second


def test_a_speaker_has_words_names_outlets_and_counterparts(client: TestClient) -> None:
    one, other = number(client, "Leonie Marsh"), number(client, "Rowan Tait")
    page = client.get(f"/speakers/{one}").text
    words = seen(page)
    said = words[words.index("What they said") :]
    assert said.index("build his own power lines") < said.index("hungry landlord")
    assert "named in 3 articles, 2 March 2026 to 4 March 2026" in words
    assert f'href="/exchange?a={one}&amp;b={other}">Rowan Tait' in page
    assert "spoken of 3 times, speaks of them 1 times" in words
    assert f'href="/?by=%23{one}&amp;outlet=Coast+Wire">Coast Wire' in page


def test_the_time_line_is_told_as_a_table_too(client: TestClient) -> None:
    page = client.get(f"/speakers/{number(client, 'Leonie Marsh')}").text
    assert 'role="img" aria-label="Quotations by day: 3 from 2 March 2026 to 4 March 2026' in page
    assert "since=2026-03-02&amp;until=2026-03-02" in page


def test_what_is_printed_again_and_again_is_shown(client: TestClient) -> None:
    page = seen(client.get(f"/speakers/{number(client, 'Leonie Marsh')}").text)
    assert "Printed most" in page and "2 times" in page


def test_many_quotations_have_pages(tmp_path: Path) -> None:
    said = [Says("Leonie Marsh", f"Line number {n} is open") for n in range(25)]
    client = served(tmp_path, printed("Coast Wire", "2026-03-02", *said))
    place = f"/speakers/{number(client, 'Leonie Marsh')}"
    assert client.get(place).text.count('class="own"') == 20
    assert client.get(f"{place}?page=2").text.count('class="own"') == 5
    assert "There is no more" in client.get(f"{place}?page=3").text


def test_who_is_not_in_the_record_is_not_found(client: TestClient) -> None:
    for wrong in ("999", "0", "9" * 30, "x"):
        assert client.get(f"/speakers/{wrong}").status_code == 404


def test_two_who_are_one_are_merged_and_can_be_parted_again(desk: TestClient) -> None:
    one, other = number(desk, "Leonie Marsh"), number(desk, "Hugh Marsh")
    answer = desk.post(f"/speakers/{one}/merge", data={"other": "Hugh Marsh"})
    assert answer.status_code == 303
    page = desk.get(answer.headers["location"]).text
    assert "Decided: Hugh Marsh is the same as" in seen(page) and "umbrellas" in page
    assert desk.get(f"/speakers/{other}").headers["location"] == f"/speakers/{one}"
    undo = re.search(r'action="(/decisions/\d+/undo)"', page)
    assert undo
    answer = desk.post(undo[1], data={"back": "speaker"})
    page = desk.get(answer.headers["location"]).text
    assert "Undone: Hugh Marsh is the same as" in seen(page) and "umbrellas" not in page
    assert desk.get(f"/speakers/{other}").status_code == 200


def test_a_merger_asks_where_a_name_may_mean_several(desk: TestClient) -> None:
    tait, hugh = number(desk, "Rowan Tait"), number(desk, "Hugh Marsh")
    answer = desk.post(f"/speakers/{tait}/merge", data={"other": "Marsh"})
    assert answer.status_code == 200 and f'name="other" value="{hugh}"' in answer.text
    answer = desk.post(f"/speakers/{tait}/merge", data={"other": str(hugh)})
    assert answer.status_code == 303


def test_nobody_is_merged_with_nobody_or_themselves(desk: TestClient) -> None:
    tait = number(desk, "Rowan Tait")
    for name, told in (("Zebulon", "Nobody in"), ("Rowan Tait", "Nobody else")):
        answer = desk.post(f"/speakers/{tait}/merge", data={"other": name})
        assert answer.status_code == 404 and told in answer.text


def test_articles_from_one_on_are_given_to_somebody_else(desk: TestClient) -> None:
    marsh = number(desk, "Leonie Marsh")
    page = desk.get(f"/speakers/{marsh}").text
    earliest = min(int(n) for n in re.findall(r'name="articles" value="(\d+)"', page))
    last = max(int(n) for n in re.findall(r'name="articles" value="(\d+)"', page))
    assert earliest < last
    data = {"articles": [str(last)], "onward": "1", "name": "Leonie Marsh the younger"}
    answer = desk.post(f"/speakers/{marsh}/split", data=data)
    page = desk.get(answer.headers["location"]).text
    assert "1 article of Leonie Marsh means somebody else" in seen(page)
    assert "power lines" not in page
    younger = number(desk, "Leonie Marsh the younger")
    assert "power lines" in desk.get(f"/speakers/{younger}").text


def test_a_split_without_articles_is_refused_in_words(desk: TestClient) -> None:
    answer = desk.post(f"/speakers/{number(desk, 'Leonie Marsh')}/split", data={})
    assert answer.status_code == 400 and "does not appear in" in answer.text


def test_a_name_and_an_item_can_be_given(desk: TestClient) -> None:
    marsh = number(desk, "Leonie Marsh")
    desk.post(f"/speakers/{marsh}/rename", data={"name": "Dame Leonie"})
    desk.post(f"/speakers/{marsh}/link", data={"item": " Q42 "})
    page = desk.get(f"/speakers/{marsh}").text
    assert "<h1>Dame Leonie</h1>" in page and "https://www.wikidata.org/wiki/Q42" in page
    assert desk.post(f"/speakers/{marsh}/link", data={"item": "42"}).status_code == 400


def test_the_log_tells_decisions_and_takes_them_back(desk: TestClient) -> None:
    assert "None yet" in desk.get("/decisions").text
    desk.post(f"/speakers/{number(desk, 'Rowan Tait')}/rename", data={"name": "Tait"})
    log = desk.get("/decisions").text
    assert "Rowan Tait is to be called Tait" in seen(log)
    undo = re.search(r'action="(/decisions/\d+/undo)"', log)
    assert undo
    assert desk.post(undo[1], data={"back": "log"}).headers["location"] == "/decisions"
    assert "; undone" in seen(desk.get("/decisions").text)
    assert desk.post(undo[1], data={"back": "log"}).status_code == 400


def test_forms_are_shown_only_to_those_who_may_decide(tmp_path: Path) -> None:
    client = served(tmp_path, *quarrel(), host="0.0.0.0", token="secret", public_read=True)
    place = f"/speakers/{number(client, 'Rowan Tait')}"
    assert "Correct the record" not in client.get(place).text
    assert client.post(f"{place}/rename", data={"name": "X"}).status_code == 401
    client.headers["authorization"] = "Bearer secret"
    assert "Correct the record" in client.get(place).text
    assert client.post(f"{place}/rename", data={"name": "X"}).status_code == 303


def test_hostile_names_are_shown_as_text(tmp_path: Path) -> None:
    client = served(tmp_path, hostile())
    page = client.get("/speakers").text
    assert "Mallory &lt;script&gt;" in page and is_harmless(page)
    for link in set(re.findall(r'href="(/speakers/\d+)"', page)):
        assert is_harmless(client.get(link).text)
    mallory = re.search(r'href="(/speakers/\d+)">Mallory', page)
    assert mallory
    attack = '"><script>alert(1)</script>'
    answer = client.post(f"{mallory[1]}/rename", data={"name": attack})
    for place in (answer.headers["location"], "/decisions", "/speakers"):
        assert is_harmless(client.get(place).text)
    assert is_harmless(client.post(f"{mallory[1]}/merge", data={"other": attack}).text)
    assert is_harmless(client.get("/speakers", params={"q": attack, "kind": attack}).text)


@pytest.mark.parametrize(
    "address",
    [
        "/speakers?page=-1",
        "/speakers?page=x",
        "/speakers?page=99999999999999999999",
        "/speakers?q=%00%ff%ed%a0%80",
        "/speakers?q=" + "a" * 3000,
        "/speakers?q=%25_%5C",
        "/speakers?kind=zz",
        "/speakers/1?page=x&done=x",
        "/speakers/1?done=99999999999999999999",
        "/decisions?x=1",
    ],
)
def test_odd_addresses_are_answered(client: TestClient, address: str) -> None:
    assert client.get(address).status_code in (200, 302, 404)


def test_odd_numbers_in_forms_are_refused(desk: TestClient) -> None:
    marsh = number(desk, "Leonie Marsh")
    huge = "9" * 30
    for path, data in (
        (f"/speakers/{huge}/merge", {"other": "Tait"}),
        (f"/speakers/{marsh}/merge", {"other": huge}),
        (f"/speakers/{marsh}/split", {"articles": huge}),
        (f"/speakers/{marsh}/split", {"articles": "x"}),
        (f"/speakers/{marsh}/rename", {"name": " "}),
        (f"/speakers/{marsh}/rename", {}),
        (f"/decisions/{huge}/undo", {}),
    ):
        assert desk.post(path, data=data).status_code in (400, 404, 422), (path, data)


def test_who_has_the_same_last_name_is_offered_for_a_merger(client: TestClient) -> None:
    page = client.get(f"/speakers/{number(client, 'Leonie Marsh')}").text
    offered = f'name="other" value="{number(client, "Hugh Marsh")}"'
    assert "With the same last name" in page and offered in page
    assert (
        "With the same last name"
        not in client.get(f"/speakers/{number(client, 'Rowan Tait')}").text
    )
