"""The examples are read as a person reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.article import Article
from quoth.intake import read_inputs
from quoth.quotation import Quotation, Reading
from quoth.reading.reader import Reader

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def readings(reader: Reader) -> dict[str, Reading]:
    articles = [item for item in read_inputs([str(EXAMPLES)]) if isinstance(item, Article)]
    return {Path(r.article.id).name: r for r in reader.read_many(articles)}


def statement(reading: Reading, words: str) -> Quotation:
    found = [q for q in reading.quotations if words in q.text(reading.article)]
    assert found, f"nothing found with {words!r}"
    return found[0]


def test_all_of_them_are_read(readings: dict[str, Reading]) -> None:
    assert len(readings) == 19
    assert all(len(r.quotations) >= 4 for r in readings.values())


@pytest.mark.parametrize(
    ("name", "words", "kind", "speaker"),
    [
        ("feud.txt", "We string wire over mountains", "direct", "Leonie Marsh"),
        ("feud.txt", "the price had been fair", "indirect", "Rowan Tait"),
        ("feud.txt", "a lovely speech about kettles", "direct", "Rowan Tait"),
        ("feud.txt", "Kettles are boiling", "direct", "Leonie Marsh"),
        ("feud.txt", "Halcyon needs transmission lines", "indirect", "Ines Dufresne"),
        ("lighthouse.txt", "it’s a mistake that cost £41,000", "direct", "Bronagh Leckie"),
        ("lighthouse.txt", "They don’t see it till", "direct", "Gethin Pryce"),
        ("lighthouse.txt", "believe it when it’s bolted down", "mixed", "Gethin Pryce"),
        ("court.txt", "You were reading a message", "direct", "Amara Eze"),
        ("court.txt", "he had been checking the tide table", "indirect", "Anders Lindqvist"),
        ("court.txt", "We are too far west", "direct", "Teodora Vlasic"),
        ("coach.txt", "You practise that corner", "direct", "Kwabena Osei"),
        ("coach.txt", "People will say it was luck", "direct", "Kwabena Osei"),
        ("coach.txt", "He was limping", "direct", "Marguerite Dufour"),
        ("assembly.txt", "they cannot lock the arithmetic", "direct", "Tamuno Briggs"),
        ("assembly.txt", "The chamber is not above the law", "direct", "Kelechi Onuoha"),
        ("interview.txt", "I still pace out every room", "direct", "Imelda Carrasco"),
        ("interview.txt", "Do you draw them before", "direct", "Dorian Webb"),
        ("recall.txt", "we let that trust down", "direct", "Constance Oyelowo"),
        ("recall.txt", "tested the kettle we were shipping", "direct", "Tobias Renn"),
        ("recall.txt", "pulled to 60 pounds", "indirect", "Tobias Renn"),
        ("wire-1", "We should have read our own mail", "direct", "Casimir Wolan"),
        ("wire-2", "I asked them to count again", "direct", "Priya Raghunathan"),
        ("clinic.html", "a decision about buildings", "direct", "Marcus Thole"),
        ("clinic.html", "there is no bus after six", "direct", "Nasreen Qureshi"),
        ("clinic.html", "walked into Tanner Street", "direct", "Gwen Atherley"),
        ("storm-live.html", "driven that road for forty years", "direct", "Winston Farr"),
        ("storm-live.html", "stay off the coast road", "direct", "Strand Police"),
        ("storm-live.html", "Thirty-one years she brought me home", "direct", "Piet Maarten"),
        ("storm-live.html", "crews could not climb", "indirect", "Gareth Noon"),
    ],
)
def test_statements_are_found_with_their_speakers(
    readings: dict[str, Reading], name: str, words: str, kind: str, speaker: str
) -> None:
    found = statement(readings[name], words)
    assert found.type == kind
    assert found.speaker is not None
    assert found.speaker.name == speaker


def test_a_split_quotation_is_one_and_a_title_is_none(readings: dict[str, Reading]) -> None:
    lighthouse = readings["lighthouse.txt"]
    assert len(statement(lighthouse, "We made a mistake").content) == 2
    interview = readings["interview.txt"]
    titles = [
        q for q in interview.quotations if q.text(interview.article) == "“The Surveyor’s Daughter”"
    ]
    assert titles == []


def test_headlines_are_checked(readings: dict[str, Reading]) -> None:
    feud = readings["feud.txt"]
    verdicts = {feud.article.text[c.begin : c.end]: c.verdict for c in feud.headline_check}
    assert verdicts == {"a patient landlord": "altered"}
    (check,) = feud.headline_check
    assert [(d.kind, d.headline, d.body) for d in check.differences] == [
        ("left_out", "", "brilliant"),
        ("left_out", "", "and very hungry"),
    ]
    storm = readings["storm-live.html"]
    verdicts = {storm.article.text[c.begin : c.end]: c.verdict for c in storm.headline_check}
    assert verdicts == {"still to come": "verbatim"}


def test_a_saved_page_is_read_once_and_whole(readings: dict[str, Reading]) -> None:
    clinic = readings["clinic.html"].article
    assert clinic.outlet == "The Pellworth Examiner"
    assert (clinic.published or "").startswith("2026-04-08")
    assert clinic.text.count("This is a decision about buildings") == 1
    assert "Ambulance waits" not in clinic.text
    assert [b.handle for b in clinic.blocks if b.kind == "embed"] == ["@gwenatherley"]


def test_a_live_page_keeps_its_posts_and_drops_what_it_says_twice(
    readings: dict[str, Reading],
) -> None:
    storm = readings["storm-live.html"].article
    posts = [(b.handle, b.platform) for b in storm.blocks if b.kind == "embed"]
    assert posts == [("@strandpolice", "X"), ("@pietmaarten.example", "Bluesky")]
    assert storm.text.count("go to your sister’s, go to your sister’s") == 1
    assert "How storms get their names" not in storm.text
    assert sum(b.kind == "heading" for b in storm.blocks) == 4
