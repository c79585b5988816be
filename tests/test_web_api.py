"""The API: the same verbs and the same answers as the command line."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from newsroom import Says, printed
from port_ellery import client, port_ellery
from starlette.testclient import TestClient

from quoth.cli import cli
from quoth.reading.reader import Reader

OKAFOR, TAIT = "Ines Okafor", "Rowan Tait"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return port_ellery(tmp_path_factory.mktemp("made") / "quoth.db")


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
def api(path: Path) -> Iterator[TestClient]:
    with client(path) as served:
        yield served


def got(api: TestClient, address: str, **asked: Any) -> Any:
    """Return what an address answers; it is to answer well."""
    answer = api.get(f"/api/v1/{address}", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def refused(api: TestClient, address: str, status: int, **asked: Any) -> str:
    """Return why an address refuses to answer."""
    answer = api.get(f"/api/v1/{address}", params=asked)
    assert answer.status_code == status, answer.text
    assert list(answer.json()) == ["detail"]
    return str(answer.json()["detail"])


def told(path: Path, *words: str) -> Any:
    """Return what the command line writes as JSON."""
    done = CliRunner().invoke(cli, [*words, "--record", str(path), "--to", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def number(api: TestClient, words: str) -> int:
    return int(got(api, "search", words=words)["hits"][0]["id"])


# -- search ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"words": "pier"}, ["search", "pier"]),
        ({"words": "pier", "by": TAIT}, ["search", "pier", "--by", TAIT]),
        ({"about": OKAFOR, "order": "newest"}, ["search", "--about", OKAFOR, "--newest"]),
        ({"outlet": "ellery post"}, ["search", "--outlet", "ellery post"]),
        (
            {"since": "2026-04", "until": "2026"},
            ["search", "--since", "2026-04", "--until", "2026"],
        ),
        ({"type": "indirect"}, ["search", "--type", "indirect"]),
        ({"channel": "interview"}, ["search", "--channel", "interview"]),
        ({"limit": 2}, ["search", "--limit", "2"]),
    ],
)
def test_search_answers_as_the_command_line(
    api: TestClient, path: Path, asked: dict[str, Any], words: list[str]
) -> None:
    answer = got(api, "search", **asked)
    del answer["next"]
    assert answer == told(path, *words)
    assert answer["hits"]


def test_a_search_is_paged_until_the_cursor_ends(api: TestClient) -> None:
    whole = got(api, "search")
    assert whole["next"] is None
    paged: list[Any] = []
    cursor = None
    while True:
        page = got(api, "search", limit=2, **({"cursor": cursor} if cursor else {}))
        assert page["total"] == whole["total"]
        paged += page["hits"]
        cursor = page["next"]
        if cursor is None:
            break
    assert paged == whole["hits"]


def test_a_cursor_is_of_its_own_search_only(api: TestClient) -> None:
    cursor = got(api, "search", limit=1)["next"]
    assert "another search" in refused(api, "search", 400, limit=1, words="pier", cursor=cursor)


@pytest.mark.parametrize("cursor", ["x", "W10", "bnVsbA", "é", "[" * 100])
def test_a_cursor_that_is_none_is_refused(api: TestClient, cursor: str) -> None:
    assert "another search" in refused(api, "search", 400, cursor=cursor)


def test_nothing_found_is_an_answer(api: TestClient) -> None:
    answer = got(api, "search", words="lighthouse")
    assert (answer["total"], answer["hits"], answer["next"]) == (0, [], None)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"words": '"pier'}, ""),
        ({"by": "Nobody Known"}, "nobody called 'Nobody Known'"),
        ({"outlet": "The Moon"}, "no outlet 'The Moon'"),
        ({"since": "yesterday"}, "'yesterday' is no date"),
        ({"by": "#999999999999999999999999"}, "no speaker #"),
    ],
)
def test_what_a_search_does_not_understand_is_told(
    api: TestClient, asked: dict[str, Any], problem: str
) -> None:
    assert problem in refused(api, "search", 400, **asked)


def test_what_is_not_of_the_right_kind_is_told_by_its_name(api: TestClient) -> None:
    assert refused(api, "search", 422, limit="many").startswith("limit: ")
    assert refused(api, "search", 422, type="shouted").startswith("type: ")


# -- quotations, articles, speakers ---------------------------------------------------------------


def test_a_quotation_is_told_as_search_tells_it(api: TestClient) -> None:
    hit = got(api, "search", words="ruin")["hits"][0]
    quotation = got(api, f"quotations/{hit['id']}")
    assert quotation == {key: hit[key] for key in hit if key not in ("score", "marks")}
    assert quotation["speaker"]["name"] == TAIT
    assert [one["name"] for one in quotation["about"]] == [OKAFOR]


def test_the_spans_of_a_quotation_are_of_its_articles_text(api: TestClient) -> None:
    quotation = got(api, f"quotations/{number(api, 'ruin')}")
    article = got(api, f"articles/{quotation['article']['id']}")
    spelled = " ".join(article["reading"]["text"][b:e] for b, e in quotation["content"])
    assert spelled == quotation["text"]
    assert quotation["id"] in article["quotation_ids"]


def test_variants_are_those_of_the_command_line(api: TestClient, path: Path) -> None:
    asked = number(api, "old")
    answer = got(api, f"quotations/{asked}/variants")
    assert answer == told(path, "variants", str(asked))
    assert [one["placed"]["outlet"] for one in answer["members"]] == ["Ellery Post"]
    assert answer["members"][0]["comparison"]["verdict"] == "altered"


def test_variants_of_words_need_no_quotation(api: TestClient, path: Path) -> None:
    words = "we will rebuild the pier by next summer"
    answer = got(api, "variants", words=words)
    assert answer == told(path, "variants", words)
    assert len(answer["members"]) == 2


def test_an_exchange_is_that_of_the_command_line(api: TestClient, path: Path) -> None:
    answer = got(api, "exchange", one=OKAFOR, other="tait")
    assert answer == told(path, "exchange", OKAFOR, TAIT)
    assert {turn["by"] for turn in answer} == {OKAFOR, TAIT}


def test_an_exchange_is_between_two(api: TestClient) -> None:
    assert "the same" in refused(api, "exchange", 400, one=OKAFOR, other="okafor")
    assert "nobody called" in refused(api, "exchange", 400, one=OKAFOR, other="Nobody Known")


@pytest.mark.parametrize("by", [None, "outlet", "month", "speaker", "type", "channel"])
def test_figures_are_those_of_the_command_line(api: TestClient, path: Path, by: str | None) -> None:
    answer = got(api, "stats", **({"by": by} if by else {}))
    assert answer == told(path, "stats", *(["--by", by] if by else []))
    assert answer["whole"]["articles"] == 3


def test_figures_can_be_of_a_part(api: TestClient, path: Path) -> None:
    answer = got(api, "stats", speaker=TAIT, outlet="Harbour Daily", since="2026-04")
    words = ["--speaker", TAIT, "--outlet", "Harbour Daily", "--since", "2026-04"]
    assert answer == told(path, "stats", *words)
    assert answer["whole"]["quotations"] == 1


def test_speakers_are_those_of_the_command_line(api: TestClient, path: Path) -> None:
    assert got(api, "speakers") == told(path, "people", "list")
    found = got(api, "speakers", words="oka", kind="person")
    assert [one["name"] for one in found] == [OKAFOR]
    profile = got(api, f"speakers/{found[0]['id']}")
    assert profile == told(path, "people", "show", OKAFOR)


def test_articles_are_listed_a_page_at_a_time(api: TestClient) -> None:
    first = got(api, "articles", limit=2)
    second = got(api, "articles", limit=2, after=first["next"])
    titles = [one["title"] for one in (*first["articles"], *second["articles"])]
    assert titles == [
        "Tait against the budget",
        "Mayor promises a pier",
        "Council splits over the pier",
    ]
    assert second["next"] is None


@pytest.mark.parametrize(
    "address",
    ["quotations/99", "quotations/99/variants", "articles/99", "speakers/99", "add/none"],
)
def test_what_the_record_does_not_have_is_not_found(api: TestClient, address: str) -> None:
    assert refused(api, address, 404)


def test_numbers_larger_than_any_are_refused(api: TestClient) -> None:
    for address in ("quotations", "articles", "speakers"):
        assert refused(api, f"{address}/{2**64}", 422)


def test_no_answer_tells_where_the_record_lies(api: TestClient, path: Path) -> None:
    for address in ("quotations/99/variants", "speakers/99", "exchange?one=%2399&other=%2398"):
        assert str(path) not in api.get(f"/api/v1/{address}").text


# -- decisions ------------------------------------------------------------------------------------


def test_what_is_decided_can_be_taken_back(api: TestClient) -> None:
    kept, other = (got(api, "speakers", words=name)[0]["id"] for name in ("okafor", "tait"))
    merged = api.post(f"/api/v1/speakers/{kept}/merge", json={"other": other})
    assert merged.status_code == 200, merged.text
    assert got(api, f"speakers/{other}")["person"]["id"] == kept
    undone = api.post(f"/api/v1/decisions/{merged.json()['id']}/undo")
    assert undone.json()["undone"]
    assert got(api, f"speakers/{other}")["person"]["name"] == TAIT
    assert [one["verb"] for one in got(api, "decisions")] == ["merge"]


def test_a_decision_about_nobody_is_refused(api: TestClient) -> None:
    assert api.post("/api/v1/speakers/99/rename", json={"name": "X"}).status_code == 404
    assert api.post("/api/v1/speakers/1/merge", json={"other": 1}).status_code == 400


def test_half_a_character_is_refused_and_not_an_error(api: TestClient) -> None:
    answer = api.post(
        "/api/v1/speakers/1/rename",
        content=b'{"name": "\\ud800"}',
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 422
    answer = api.post(
        "/api/v1/check",
        content=b'{"words": "\\udfff"}',
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 422


# -- checking -------------------------------------------------------------------------------------


def test_a_check_answers_as_the_command_line(api: TestClient, path: Path) -> None:
    words = "The pier is a ruin and she knows it"
    answer = api.post("/api/v1/check", json={"words": words, "by": [TAIT]})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found.pop("all_found") is True
    assert found == told(path, "check", words, "--by", TAIT)


def test_a_check_looks_in_transcripts_too(api: TestClient) -> None:
    speech = "MS MARSH: We have never once raised the price of a ferry ticket in winter."
    answer = api.post(
        "/api/v1/check",
        json={"words": "never once raised the price of a ferry ticket", "transcripts": [speech]},
    )
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["findings"][0]["evidence"][0]["place"]["kind"] == "transcript"
    assert found["looked_in"]["transcripts"] == ["transcript 1"]


def test_a_check_of_nothing_is_refused(api: TestClient) -> None:
    assert api.post("/api/v1/check", json={}).status_code == 400


# -- adding ---------------------------------------------------------------------------------------


@pytest.fixture
def adding(api: TestClient, reader: Reader) -> TestClient:
    """A server that has read before."""
    api.app.state.jobs.__dict__["_reader"] = reader  # type: ignore[attr-defined]
    return api


def ended(api: TestClient, location: str) -> dict[str, Any]:
    """Return a batch when it is done."""
    for _ in range(600):
        batch: dict[str, Any] = api.get(location).json()
        if batch["done"]:
            return batch
        time.sleep(0.05)
    raise AssertionError("the batch does not end")


def test_a_text_is_read_into_the_record(adding: TestClient) -> None:
    text = "“The ferry will sail again in May,” said Leonie Marsh, the harbour master."
    begun = adding.post("/api/v1/add", data={"text": text})
    assert begun.status_code == 202, begun.text
    assert begun.headers["location"] == f"/api/v1/add/{begun.json()['id']}"
    batch = ended(adding, begun.headers["location"])
    assert batch["problem"] is None
    [outcome] = batch["outcomes"]
    assert (outcome["name"], outcome["status"]) == ("pasted text", "added")
    hit = got(adding, "search", words="ferry")["hits"][0]
    assert hit["speaker"]["name"] == "Leonie Marsh"
    assert hit["article"]["id"] == outcome["article_id"]


def test_files_are_told_by_their_names_one_bad_among_them(adding: TestClient) -> None:
    files = [
        (
            "files",
            ("good.txt", "“It rained,” said Leonie Marsh.".encode(), "text/plain"),
        ),
        ("files", ("bad.jsonl", b"{", "application/json")),
    ]
    begun = adding.post("/api/v1/add", files=files)
    batch = ended(adding, begun.headers["location"])
    found = {one["name"]: one for one in batch["outcomes"]}
    assert found["good.txt"]["status"] == "added"
    [bad] = [one for name, one in found.items() if name.startswith("bad.jsonl")]
    assert bad["status"] == "refused"
    assert bad["problem"]


def test_nothing_to_add_is_refused(api: TestClient) -> None:
    assert api.post("/api/v1/add").status_code == 400
    assert api.post("/api/v1/add", data={"address": "ftp://a.example/"}).status_code == 400


def test_where_nothing_may_be_added_that_is_told(path: Path) -> None:
    with client(path, add=False) as api:
        assert api.post("/api/v1/add", data={"text": "It rained."}).status_code == 403
        assert api.get("/api/v1/add/x").status_code == 403


# -- reconciling ----------------------------------------------------------------------------------


def test_the_reconciliation_service_tells_what_it_can(api: TestClient) -> None:
    manifest = got(api, "reconcile")
    assert manifest["versions"] == ["0.2"]
    assert manifest["view"]["url"] == "http://127.0.0.1:8765/speakers/{{id}}"
    entity = manifest["suggest"]["entity"]
    where = entity["service_url"] + entity["service_path"]
    assert api.get(where, params={"prefix": "Oka"}).json()["result"][0]["name"] == OKAFOR


def test_names_of_a_table_are_matched_with_speakers(api: TestClient) -> None:
    queries = {
        "q0": {"query": "ines okafor", "type": "person", "limit": 3},
        "q1": {"query": "Okafor"},
        "q2": {"query": "Kestrel Grid", "type": ["organization"], "type_strict": "any"},
        "q3": {"query": "Nobody Known"},
        "q4": {"query": "Kestrel Grid", "type": "person"},
        "q5": {"query": "1"},
        "q6": {"properties": [{"pid": "role", "v": "mayor"}]},
    }
    answer = api.post("/api/v1/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    found = {key: one["result"] for key, one in answer.json().items()}
    assert list(found) == list(queries)
    [okafor] = found["q0"]
    assert (okafor["name"], okafor["score"], okafor["match"]) == (OKAFOR, 100, True)
    assert okafor["type"] == [{"id": "person", "name": "Person"}]
    assert not found["q1"][0]["match"]
    assert found["q2"][0]["match"]
    assert found["q3"] == found["q4"] == found["q5"] == found["q6"] == []
    by_address = got(api, "reconcile", queries=json.dumps(queries))
    assert by_address == answer.json()


def test_two_of_one_name_are_no_match(tmp_path: Path) -> None:
    again = printed("Far Gazette", "2026-05-01", Says(TAIT, "Our hens lay well this spring"))
    with client(port_ellery(tmp_path / "quoth.db", again)) as api:
        tait = got(api, "speakers", words="tait")[0]
        articles = [p["article_id"] for p in got(api, f"speakers/{tait['id']}")["places"]]
        api.post(f"/api/v1/speakers/{tait['id']}/split", json={"articles": articles[:1]})
        queries = json.dumps({"q": {"query": TAIT}})
        found = api.post("/api/v1/reconcile", data={"queries": queries}).json()["q"]["result"]
        assert [(one["name"], one["match"]) for one in found] == [(TAIT, False)] * 2


@pytest.mark.parametrize("limit", ["1e999", "-Infinity", "NaN", "-5", "0.5", "1e9"])
def test_an_odd_limit_of_a_query_is_no_error(api: TestClient, limit: str) -> None:
    queries = f'{{"q": {{"query": "{OKAFOR}", "limit": {limit}}}}}'
    found = api.post("/api/v1/reconcile", data={"queries": queries}).json()
    assert [one["name"] for one in found["q"]["result"]] == [OKAFOR]


@pytest.mark.parametrize("queries", ["", "[]", "{", '{"q": 1}', '{"q": {"query": ["a"]}}'])
def test_queries_that_are_none_are_refused(api: TestClient, queries: str) -> None:
    answer = api.post("/api/v1/reconcile", data={"queries": queries})
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


# -- linked data ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/ld+json", "application/ld+json"),
        ("application/ld+json, text/html;q=0.5", "application/ld+json"),
        ("text/html, application/ld+json;q=0.5", "text/html; charset=utf-8"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/ld+json;q=0, */*", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
    ],
)
def test_a_quotations_address_is_a_page_to_people_and_data_to_programs(
    api: TestClient, accept: str, kind: str
) -> None:
    answer = api.get(f"/quotations/{number(api, 'ruin')}", headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert "accept" in answer.headers["vary"].lower()


def test_the_data_of_a_quotation_tells_who_says_what_and_where(api: TestClient) -> None:
    asked = number(api, "ruin")
    address = f"http://127.0.0.1:8765/quotations/{asked}"
    found = api.get(f"/quotations/{asked}.jsonld").json()
    by_address = api.get(f"/quotations/{asked}", headers={"accept": "application/ld+json"}).json()
    assert by_address == found
    told = json.dumps(found)
    assert address in told
    assert "The pier is a ruin and she knows it" in told
    assert TAIT in told
    assert "schema.org" in told


# -- the description ------------------------------------------------------------------------------


def test_every_verb_of_the_api_is_described_and_documented(api: TestClient) -> None:
    described = got(api, "openapi.json")
    page = (Path(__file__).parent.parent / "docs" / "api.md").read_text(encoding="utf-8")
    for path, verbs in described["paths"].items():
        for verb, one in verbs.items():
            assert one["description"] or one["summary"], path
            good = next(code for code in one["responses"] if code.startswith("2"))
            schema = one["responses"][good]["content"]["application/json"]["schema"]
            assert schema, (verb, path)
            assert f"{verb.upper()} {path}" in page, (verb, path)


def test_other_sites_may_ask_only_where_the_server_allows_them(path: Path) -> None:
    site = "https://newsroom.example"
    queries = {"queries": json.dumps({"q": {"query": TAIT}})}
    headers = {"origin": site, "sec-fetch-site": "cross-site"}
    with client(path, origins=(site,)) as api:
        answer = api.get("/api/v1/search", headers=headers)
        assert answer.headers["access-control-allow-origin"] == site
        preflight = {"origin": site, "access-control-request-method": "POST"}
        assert api.options("/api/v1/check", headers=preflight).status_code == 200
        assert api.post("/api/v1/reconcile", data=queries, headers=headers).status_code == 200
        assert (
            api.post("/api/v1/speakers/1/rename", json={"name": "X"}, headers=headers).status_code
            == 403
        )
        stranger = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
        assert api.post("/api/v1/reconcile", data=queries, headers=stranger).status_code == 403
    with client(path) as api:
        answer = api.get("/api/v1/search", headers=headers)
        assert "access-control-allow-origin" not in answer.headers
