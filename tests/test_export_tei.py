"""TEI documents are well-formed and valid, keep the text, and are read back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from export_readings import TEXT, any_readings, shown
from hypothesis import given
from lxml import etree

from quoth.article import Article, Block, Span
from quoth.errors import Malformed
from quoth.export.identity import Identity
from quoth.export.tei import write_tei
from quoth.export.tei_reading import read_tei
from quoth.quotation import Quotation, Reading, Speaker

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
VALID = etree.RelaxNG(etree.parse(Path(__file__).with_name("tei_part.rng")))


def written(*readings: Reading, **options: Any) -> bytes:
    stream = io.StringIO()
    write_tei(readings, stream, **options)
    return stream.getvalue().encode("utf-8")


def parsed(*readings: Reading, **options: Any) -> Any:
    root = etree.fromstring(written(*readings, **options))
    assert VALID.validate(root), VALID.error_log
    names = [element.get(ID) for element in root.iter() if element.get(ID)]
    assert len(names) == len(set(names))
    pointers = ("who", "toWhom", "next", "prev", "corresp")
    pointed = {element.get(key) for element in root.iter() for key in pointers} - {None}
    assert {pointer[1:] for pointer in pointed} <= set(names)
    return root


def bodies(root: Any) -> Iterator[str]:
    for body in root.iter(f"{TEI}body"):
        yield "".join(body.itertext())


def back(*readings: Reading) -> list[Reading]:
    return list(read_tei(io.BytesIO(written(*readings)), "made.xml"))


def test_the_text_is_kept_in_blocks_and_what_was_said_is_marked_in_it() -> None:
    root = parsed(shown())
    assert root.tag == f"{TEI}TEI"
    assert list(bodies(root)) == [TEXT]
    body = root.find(f"{TEI}text/{TEI}body")
    assert [(e.tag.removeprefix(TEI), e.get("type")) for e in body] == [
        ("ab", "headline"),
        ("p", None),
        ("p", None),
    ]
    first = body.find(f".//{TEI}said")
    assert "".join(first.itertext()) == "“I am not sorry,”"
    assert (first.get("direct"), first.get("aloud"), first.get("cert")) == ("true", "true", "0.97")
    who = root.find(f".//*[@{ID}='{first.get('who')[1:]}']")
    assert who.findtext(f"{TEI}persName") == "Ada Quist"
    whom = root.find(f".//*[@{ID}='{first.get('toWhom')[1:]}']")
    assert whom.findtext(f"{TEI}persName") == "reporters"


def test_fragments_and_runs_over_paragraphs_are_chained() -> None:
    parts = [said for said in parsed(shown()).iter(f"{TEI}said") if said.get("n") == "q1"]
    assert ["".join(part.itertext()) for part in parts] == [
        "“I am not sorry,”",
        "“and I never\n\n",
        "was.”",
    ]
    assert [(part.get("prev"), part.get("next")) for part in parts] == [
        (None, "#a1q1.2"),
        ("#a1q1", "#a1q1.3"),
        ("#a1q1.2", None),
    ]


def test_what_is_said_within_what_is_said_stands_within_it() -> None:
    inner = next(said for said in parsed(shown()).iter(f"{TEI}said") if said.get("n") == "q3")
    assert inner.getparent().get("n") == "q2"
    assert inner.getparent().get("rend") == "mixed"


@pytest.mark.parametrize("sure", ["high", "nan", "7", "-inf"])
def test_what_is_no_share_is_no_confidence(sure: str) -> None:
    one = Reading(Article("Yes."), (Quotation("q1", "direct", (Span(0, 4),), confidence=0.5),))
    document = written(one).replace(b'cert="0.5"', f'cert="{sure}"'.encode())
    (found,) = read_tei(io.BytesIO(document), "made.xml")
    assert found.quotations[0].confidence == 1.0


def test_what_crosses_is_cut_and_chained() -> None:
    text = "one two three four"
    crossing = (
        Quotation("q1", "direct", (Span(0, 13),)),
        Quotation("q2", "direct", (Span(4, 18),)),
    )
    root = parsed(Reading(Article(text), crossing))
    assert [("".join(s.itertext()), s.get("n")) for s in root.iter(f"{TEI}said")] == [
        ("one two three", "q1"),
        ("two three", "q2"),
        (" four", "q2"),
    ]
    assert [q.content for q in back(Reading(Article(text), crossing))[0].quotations] == [
        (Span(0, 13),),
        (Span(4, 18),),
    ]


def test_several_articles_are_a_corpus_and_none_an_empty_one() -> None:
    root = parsed(shown(), Reading(Article("Nothing said.")), shown())
    assert root.tag == f"{TEI}teiCorpus"
    assert list(bodies(root)) == [TEXT, "Nothing said.", TEXT]
    assert etree.fromstring(written()).tag == f"{TEI}teiCorpus"
    assert back() == []


def test_what_is_known_beyond_the_reading_is_told() -> None:
    root = parsed(
        shown(),
        identify=lambda _, q: Identity(
            f"9{q.id}", None, "https://www.wikidata.org/Q7", "A. B. Quist"
        ),
    )
    assert {said.get("n") for said in root.iter(f"{TEI}said")} == {"9q1", "9q2", "9q3", "9q4"}
    assert root.findtext(f".//{TEI}person/{TEI}idno") == "https://www.wikidata.org/Q7"
    names = [name.text for name in root.iterfind(f".//{TEI}person/{TEI}persName")]
    assert names == ["Ada Quist", "A. B. Quist"]


@pytest.mark.parametrize(
    ("published", "when"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-03", "2026-03"),
        ("2026-03-01T08:00:00Z", "2026-03-01T08:00:00Z"),
        ("2026-13-01", None),
        ("2026-03-01T08:00", None),
        ("last week", None),
    ],
)
def test_a_date_is_told_to_machines_where_it_is_one(published: str, when: str | None) -> None:
    root = parsed(replace(shown(), article=replace(shown().article, published=published)))
    assert root.find(f".//{TEI}date").get("when") == when
    assert root.findtext(f".//{TEI}date") == published


def test_text_what_was_said_and_who_said_it_come_back() -> None:
    found, again = back(shown(), shown())
    assert found == again
    assert found.article == shown().article
    for one, other in zip(found.quotations, shown().quotations, strict=True):
        for key in ("id", "type", "content", "cue", "source", "block", "confidence"):
            assert getattr(one, key) == getattr(other, key)
        assert (one.speaker and (one.speaker.name, one.speaker.kind)) == (
            other.speaker and (other.speaker.name, other.speaker.kind)
        )


def test_a_document_by_other_hands_is_read() -> None:
    document = (
        f'<TEI xmlns="{TEI[1:-1]}"><teiHeader><fileDesc><titleStmt><title>X</title></titleStmt>'
        "</fileDesc></teiHeader><text><body><div><p>She said <said>Yes.</said></p></div></body>"
        "</text></TEI>"
    )
    (found,) = read_tei(io.BytesIO(document.encode()), "x")
    assert found.article.text == "She said Yes."
    assert found.article.blocks == ()
    assert found.quotations == (Quotation("q1", "direct", (Span(9, 13),)),)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("<TEI>", "not well-formed XML"),
        (f'<TEI xmlns="{TEI[1:-1]}"><text/></TEI>', "an article has no body"),
    ],
)
def test_what_is_no_such_document_is_refused(document: str, told: str) -> None:
    with pytest.raises(Malformed, match=f"bad.xml: {told}"):
        list(read_tei(io.BytesIO(document.encode()), "bad.xml"))


def test_many_quotations_that_cross_are_written_in_good_time() -> None:
    text = "x" * 4000
    many = tuple(Quotation(f"q{n}", "direct", (Span(n * 2, n * 2 + 7),)) for n in range(1900))
    assert len(back(Reading(Article(text), many))[0].quotations) == 1900


HOSTILE = "ab<>&\"'\n\r\t\x00\x0b\x1f\ufffe\ud800𝔐“]"


@given(any_readings(HOSTILE))
def test_any_text_with_any_quotations_is_valid_and_keeps_every_offset(reading: Reading) -> None:
    root = parsed(reading)
    text = re.sub("[\x00\x0b\x1f\ufffe\ud800]", "\ufffd", reading.article.text)
    assert list(bodies(root)) == [text]
    (found,) = back(reading)
    assert found.article.text == text
    assert found.article.blocks == reading.article.blocks
    told = {q.id: q for q in found.quotations}
    for quotation in reading.quotations:
        one = told[quotation.id]
        for key in ("type", "content", "cue", "source", "block", "confidence"):
            assert getattr(one, key) == getattr(quotation, key), key
        assert (one.speaker is None) == (quotation.speaker is None)


def test_speakers_of_one_name_and_two_kinds_are_two() -> None:
    text = "Halcyon and Halcyon"
    kinds = (Speaker("Halcyon", "organization", 1.0), Speaker("Halcyon", "person", 1.0))
    found = tuple(
        Quotation(f"q{n}", "indirect", (Span(8, 11),), speaker=who) for n, who in enumerate(kinds)
    )
    blocks = (Block("paragraph", 0, len(text)),)
    (read,) = back(Reading(Article(text, blocks), found))
    assert [q.speaker and q.speaker.kind for q in read.quotations] == ["organization", "person"]
