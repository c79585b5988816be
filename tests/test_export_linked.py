"""Quotations as linked data say what schema.org lets them say, and nothing else."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from quoth.article import Article, Block, Span
from quoth.export.identity import Identity, of_known_people
from quoth.export.linked import write_jsonld
from quoth.quotation import Known, Named, Quotation, Reading, Speaker, SpeakerKind

# From the definitions at schema.org (release 12.0; they only ever grow): the types that each
# property is for, and what its values may be.
PROPERTIES = {
    "about": ({"CreativeWork"}, {"Thing"}),
    "alternateName": ({"Thing"}, {"Text"}),
    "audience": ({"CreativeWork"}, {"Audience"}),
    "creator": ({"CreativeWork"}, {"Organization", "Person"}),
    "creditText": ({"CreativeWork"}, {"Text"}),
    "dateCreated": ({"CreativeWork"}, {"Date"}),
    "datePublished": ({"CreativeWork"}, {"Date"}),
    "headline": ({"CreativeWork"}, {"Text"}),
    "identifier": ({"Thing"}, {"Text"}),
    "inLanguage": ({"CreativeWork"}, {"Text"}),
    "isBasedOn": ({"CreativeWork"}, {"CreativeWork"}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork"}),
    "keywords": ({"CreativeWork"}, {"Text"}),
    "mentions": ({"CreativeWork"}, {"Thing"}),
    "name": ({"Thing"}, {"Text"}),
    "publisher": ({"CreativeWork"}, {"Organization", "Person"}),
    "recordedAt": ({"CreativeWork"}, {"Event"}),
    "sameAs": ({"Thing"}, {"URL"}),
    "text": ({"CreativeWork"}, {"Text"}),
    "url": ({"Thing"}, {"URL"}),
}
ABOVE = {
    "Quotation": {"CreativeWork", "Thing"},
    "NewsArticle": {"Article", "CreativeWork", "Thing"},
    "CreativeWork": {"Thing"},
    "Person": {"Thing"},
    "Organization": {"Thing"},
    "Event": {"Thing"},
    "Audience": {"Intangible", "Thing"},
    "Thing": set(),
}
# The lines of schema.org's own context that these properties need.
CONTEXT = {
    "@vocab": "http://schema.org/",
    "sameAs": {"@id": "http://schema.org/sameAs", "@type": "@id"},
    "url": {"@id": "http://schema.org/url", "@type": "@id"},
    "isPartOf": {"@id": "http://schema.org/isPartOf", "@type": "@id"},
    "isBasedOn": {"@id": "http://schema.org/isBasedOn", "@type": "@id"},
    "dateCreated": {"@id": "http://schema.org/dateCreated", "@type": "http://schema.org/Date"},
    "datePublished": {"@id": "http://schema.org/datePublished", "@type": "http://schema.org/Date"},
}

TEXT = "“The mill stays,” Ada Quist told reporters at the fair. Halcyon agreed, a report says."
ADA = Speaker("Ada Quist", "person", 0.9)


def at(words: str) -> Span:
    begin = TEXT.index(words)
    return Span(begin, begin + len(words))


def reading() -> Reading:
    article = Article(
        TEXT,
        (Block("paragraph", 0, len(TEXT)),),
        id="mill.txt",
        url="https://gazette.example/mill",
        outlet="The Marle Gazette",
        headline="The mill stays",
        byline="By Rowan Tait and agencies",
        published="2026-03-01T08:00:00+00:00",
        language="en",
    )
    said = Quotation(
        "q1",
        "direct",
        (at("“The mill stays,”"),),
        speaker=ADA,
        about=("Halcyon", "the mill", "rain"),
        addressee="reporters",
        when="2026-02",
        occasion=at("at the fair"),
    )
    agreed = Quotation(
        "q2", "indirect", (at("agreed"),), speaker=Speaker("Halcyon", "organization", 1.0)
    )
    told = Quotation(
        "q3", "indirect", (at("Halcyon agreed"),), speaker=Speaker("a report", "document", 1.0)
    )
    named = (Named("Ada Quist", "person"), Named("the mill", "organization"))
    return Reading(article, (said, agreed, told), named=named)


def written(*readings: Reading, **options: Any) -> list[dict[str, Any]]:
    stream = io.StringIO()
    write_jsonld(readings, stream, **options)
    held = json.loads(stream.getvalue())
    assert list(held) == ["@context", "@graph"]
    assert held["@context"] == "https://schema.org"
    return list(held["@graph"])


def nodes(held: object) -> Iterator[dict[str, Any]]:
    if isinstance(held, list):
        for entry in held:
            yield from nodes(entry)
    elif isinstance(held, dict):
        yield held
        for value in held.values():
            yield from nodes(value)


def assert_in_the_vocabulary(graph: list[dict[str, Any]]) -> None:
    typed = {node["@id"]: node["@type"] for node in graph if "@id" in node}
    for node in nodes(graph):
        kind = node.get("@type") or typed[node["@id"]]
        for key, value in node.items():
            if key.startswith("@"):
                continue
            domain, allowed = PROPERTIES[key]
            assert domain & ({kind} | ABOVE[kind]), (kind, key)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, str):
                    assert allowed & {"Text", "URL", "Date"}, key
                else:
                    its = one.get("@type") or typed[one["@id"]]
                    assert allowed & ({its} | ABOVE[its]), (key, its)


def test_a_quotation_tells_words_speaker_article_and_circumstances() -> None:
    article, said, agreed, told = written(reading())
    assert article["@type"] == "NewsArticle"
    assert article["url"] == article["@id"] == "https://gazette.example/mill"
    assert article["publisher"]["name"] == "The Marle Gazette"
    assert article["creditText"] == "By Rowan Tait and agencies"
    assert said["@type"] == "Quotation"
    assert said["text"] == "“The mill stays,”"
    assert said["creator"] == {"@type": "Person", "name": "Ada Quist"}
    assert said["isPartOf"] == {"@id": article["@id"]}
    assert said["dateCreated"] == "2026-02"
    assert said["recordedAt"] == {"@type": "Event", "name": "at the fair"}
    # What those are of whom it speaks is known where the article names them or they are heard.
    assert [thing["@type"] for thing in said["about"]] == ["Organization", "Organization", "Thing"]
    assert [thing["name"] for thing in article["mentions"]] == ["Ada Quist", "the mill"]
    assert agreed["creator"]["@type"] == "Organization"
    assert "creator" not in told
    assert told["isBasedOn"] == {"@type": "CreativeWork", "name": "a report"}


def test_every_property_is_used_on_the_types_it_is_for_with_the_values_it_takes() -> None:
    assert_in_the_vocabulary(written(reading(), replace(reading(), article=Article(TEXT))))


def test_what_is_known_beyond_the_reading_is_told() -> None:
    graph = written(
        reading(),
        identify=lambda _, q: Identity(
            f"n-{q.id}",
            f"https://record.example/q/{q.id}",
            "https://www.wikidata.org/entity/Q7",
            "A. B. Quist",
        ),
    )
    assert graph[1]["@id"] == "https://record.example/q/q1"
    assert graph[1]["identifier"] == "n-q1"
    assert graph[1]["creator"] == {
        "@type": "Person",
        "name": "A. B. Quist",
        "alternateName": "Ada Quist",
        "sameAs": "https://www.wikidata.org/entity/Q7",
    }
    assert_in_the_vocabulary(graph)


def test_people_known_beforehand_are_told_by_their_items() -> None:
    known = [Known("Ada Quist", wikidata="Q7"), Known("Halcyon"), Known("a report")]
    graph = written(reading(), identify=of_known_people(known))
    assert graph[1]["creator"]["sameAs"] == "http://www.wikidata.org/entity/Q7"
    assert "sameAs" not in graph[2]["creator"]
    two = [*known, Known("Ada Quist", wikidata="Q8")]
    assert "sameAs" not in written(reading(), identify=of_known_people(two))[1]["creator"]


def test_people_who_speak_together_are_each_named() -> None:
    both = Speaker("Ada Quist and Rowan Tait", "group", 1.0, members=("Ada Quist", "Rowan Tait"))
    found = reading()
    joint = replace(found, quotations=(replace(found.quotations[0], speaker=both),))
    graph = written(joint)
    assert [who["name"] for who in graph[1]["creator"]] == ["Ada Quist", "Rowan Tait"]
    assert_in_the_vocabulary(graph)


def test_a_group_without_names_is_credited_as_the_article_calls_it() -> None:
    residents = Speaker("residents", "group", 1.0)
    found = reading()
    told = replace(found, quotations=(replace(found.quotations[0], speaker=residents),))
    graph = written(told)
    assert graph[1]["creditText"] == "residents"
    assert "creator" not in graph[1]
    assert_in_the_vocabulary(graph)


def test_the_document_is_linked_data_with_all_its_statements() -> None:
    graph = written(reading())
    (expanded,) = [
        node
        for node in jsonld.expand({"@context": CONTEXT, "@graph": graph})
        if node.get("http://schema.org/identifier") == [{"@value": "q1"}]
    ]
    assert expanded["@type"] == ["http://schema.org/Quotation"]
    assert expanded["http://schema.org/isPartOf"] == [{"@id": "https://gazette.example/mill"}]
    assert all(key.startswith(("@", "http://schema.org/")) for key in expanded)
    quads = jsonld.to_rdf({"@context": CONTEXT, "@graph": graph}, {"format": "application/n-quads"})
    assert '"“The mill stays,”"' in quads
    assert quads.count("<http://schema.org/Quotation>") == 3


@pytest.mark.parametrize("url", [None, "mill page", "/mill", "https://gazette.example/a b", "x"])
def test_an_article_without_a_proper_address_is_named_within_the_document(url: str | None) -> None:
    article = replace(reading().article, url=url)
    graph = written(reading(), replace(reading(), article=article))
    assert graph[4]["@id"] == graph[5]["isPartOf"]["@id"] == "_:article2"
    assert "url" not in graph[4]


@pytest.mark.parametrize(
    ("given", "told"),
    [("2026-03-01", True), ("2026-03", True), ("2026-13-01", False), ("last week", False)],
)
def test_a_date_that_is_none_is_not_told_as_one(given: str, told: bool) -> None:
    article = replace(reading().article, published=given)
    assert ("datePublished" in written(replace(reading(), article=article))[0]) is told


def test_no_article_at_all_is_an_empty_graph() -> None:
    assert written() == []


@given(st.text(max_size=30), st.sampled_from(get_args(SpeakerKind)))
def test_whatever_the_words_they_come_back_and_cannot_end_a_script(
    words: str, kind: SpeakerKind
) -> None:
    text = words + "</script><!--"
    speaker = Speaker(text, kind, 1.0)
    found = Quotation("q1", "direct", (Span(0, len(text)),), speaker=speaker, about=(text,))
    stream = io.StringIO()
    write_jsonld([Reading(Article(text, id=text, url=text, published=text), (found,))], stream)
    assert "<" not in stream.getvalue()
    graph = json.loads(stream.getvalue())["@graph"]
    assert graph[-1]["text"] == text
    assert_in_the_vocabulary(graph)
