"""Web Annotations hold to the model's terms and select the words they are about."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from export_readings import TEXT, any_readings, shown
from hypothesis import given
from pyld import jsonld

from quoth.article import Article, Span
from quoth.errors import Malformed
from quoth.export.annotations import digest, read_annotation, write_annotations
from quoth.export.identity import Identity
from quoth.quotation import Quotation, Reading, Speaker

OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
# The lines of http://www.w3.org/ns/anno.jsonld that are used here, as they stand there.
CONTEXT: dict[str, Any] = {
    "oa": OA,
    "as": AS,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TimeState": "oa:TimeState",
    "Person": "foaf:Person",
    "Organization": "foaf:Organization",
    "classifying": "oa:classifying",
    "identifying": "oa:identifying",
    "linking": "oa:linking",
    "tagging": "oa:tagging",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "state": {"@type": "@id", "@id": "oa:hasState"},
    "cached": {"@type": "@id", "@id": "oa:cachedSource"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "first": {"@type": "@id", "@id": "as:first"},
    "last": {"@type": "@id", "@id": "as:last"},
    "value": "rdf:value",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "styleClass": "oa:styleClass",
    "name": "foaf:name",
    "label": "rdfs:label",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
    "startIndex": {"@type": "xsd:nonNegativeInteger", "@id": "as:startIndex"},
    "total": {"@type": "xsd:nonNegativeInteger", "@id": "as:totalItems"},
}


def written(*readings: Reading, **options: Any) -> dict[str, Any]:
    stream = io.StringIO()
    write_annotations(readings, stream, **options)
    held: dict[str, Any] = json.loads(stream.getvalue())
    return held


def items(*readings: Reading, **options: Any) -> list[dict[str, Any]]:
    return list(written(*readings, **options)["first"]["items"])


def keys(held: object) -> set[str]:
    if isinstance(held, list):
        return set().union(*map(keys, held))
    if isinstance(held, dict):
        return set(held) | keys(list(held.values()))
    return set()


def test_the_document_is_a_collection_of_one_page_with_an_annotation_a_quotation() -> None:
    held = written(shown(), shown())
    page = held["first"]
    assert held["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (held["type"], page["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert held["total"] == len(page["items"]) == 8
    assert held["last"] == page["id"] != held["id"]
    assert {item["type"] for item in page["items"]} == {"Annotation"}
    assert written() == written()
    assert written()["first"]["items"] == []


def test_every_term_is_one_of_the_models() -> None:
    held = written(shown(), replace(shown(), article=Article(TEXT)))
    assert keys(held) - {"@context"} <= set(CONTEXT)
    expanded = jsonld.expand({**held, "@context": CONTEXT}, {"base": ""})
    assert "urn:uuid:" in expanded[0]["@id"]
    assert all(kind.startswith("http") for node in nodes(expanded) for kind in node["@type"])
    quads = jsonld.to_rdf({**held, "@context": CONTEXT}, {"format": "application/n-quads"})
    assert quads.count(f"<{OA}hasTarget>") == 10
    assert quads.count(f"<{OA}Annotation>") == 8
    assert f"<{OA}motivatedBy> <{OA}identifying>" in quads


def nodes(held: object) -> list[dict[str, Any]]:
    if isinstance(held, list):
        return [node for one in held for node in nodes(one)]
    if not isinstance(held, dict):
        return []
    own = [held] if "@type" in held and "@value" not in held else []
    return own + nodes(list(held.values()))


def test_targets_select_the_fragments_by_words_and_by_position() -> None:
    first = items(shown())[0]
    assert [target["source"] for target in first["target"]] == [shown().article.url] * 2
    quote, position = first["target"][0]["selector"]
    assert quote["exact"] == "“I am not sorry,”"
    assert (quote["prefix"], quote["suffix"][:11]) == (TEXT[:22], " Ada Quist ")
    assert TEXT[position["start"] : position["end"]] == quote["exact"]
    assert first["target"][0]["state"] == {"type": "TimeState", "cached": digest(shown().article)}


def test_bodies_tell_type_speaker_cue_and_source() -> None:
    first = items(shown())[0]
    kind, tag, speaker, cue, source = first["body"]
    assert (kind["purpose"], kind["value"]) == ("classifying", "direct")
    assert (tag["purpose"], tag["value"]) == ("tagging", "Ada Quist")
    assert speaker["source"]["type"] == "Person"
    assert speaker["source"]["name"] == "Ada Quist"
    assert (cue["styleClass"], cue["selector"][0]["exact"]) == ("cue", "told")
    assert (source["styleClass"], source["selector"][0]["exact"]) == ("source", "Ada Quist")


def test_an_article_without_an_address_is_named_by_the_digest_of_its_text() -> None:
    (only,) = items(Reading(Article("Hello World!"), (Quotation("q1", "direct", (Span(0, 5),)),)))
    # The example of RFC 6920.
    assert only["target"][0]["source"] == (
        "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
    )
    assert "state" not in only["target"][0]
    assert only["motivation"] == "classifying"


def test_names_are_lasting_and_those_that_are_known_are_used() -> None:
    assert [one["id"] for one in items(shown())] == [one["id"] for one in items(shown())]
    assert len({one["id"] for one in items(shown())}) == 4
    known = Identity(
        "7", "https://record.example/q/7", "https://wikidata.example/Q7", "A. B. Quist"
    )
    first = items(shown(), identify=lambda *_: known)[0]
    assert first["id"] == "https://record.example/q/7"
    assert first["body"][1]["value"] == "Ada Quist"
    assert first["body"][2]["source"] == {
        "id": "https://wikidata.example/Q7",
        "type": "Person",
        "name": "A. B. Quist",
    }
    found = read_annotation(first, shown().article)
    assert found.speaker and found.speaker.name == "Ada Quist"


def test_an_annotation_comes_back_as_a_quotation_of_its_article() -> None:
    for item, given_one in zip(items(shown()), shown().quotations, strict=True):
        found = read_annotation(item, shown().article)
        for key in ("type", "content", "cue", "source", "block"):
            assert getattr(found, key) == getattr(given_one, key)
        assert found.id == item["id"]
        if given_one.speaker:
            speaker = given_one.speaker
            assert found.speaker == Speaker(speaker.name, speaker.kind, 1.0)


def test_words_that_have_moved_are_found_by_those_around_them() -> None:
    moved = Article("An editor's note. " + TEXT)
    for item, given_one in zip(items(shown()), shown().quotations, strict=True):
        found = read_annotation(item, moved)
        assert found.content == tuple(Span(b + 18, e + 18) for b, e in given_one.content)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"target": []}, "no target"),
        ({"body": []}, "not the annotation of a quotation"),
        ({"target": [{"selector": []}]}, "nothing selects its words"),
        ({"target": "https://gazette.example"}, "not the annotation of a quotation"),
        (
            {"target": {"selector": {"type": "TextPositionSelector", "start": 0.0, "end": 1.0}}},
            "0.0 to 1.0 is not in the article",
        ),
    ],
)
def test_what_is_no_such_annotation_is_refused(change: dict[str, Any], told: str) -> None:
    with pytest.raises(Malformed, match=told):
        read_annotation(items(shown())[0] | change, shown().article)


def test_words_that_are_not_in_the_article_are_told() -> None:
    with pytest.raises(Malformed, match="its words are not in the article"):
        read_annotation(items(shown())[0], Article("Something else."))


@given(any_readings())
def test_any_stretch_of_any_text_comes_back(reading: Reading) -> None:
    held = json.loads(json.dumps(items(reading)))
    for item, given_one in zip(held, reading.quotations, strict=True):
        found = read_annotation(item, reading.article)
        for key in ("type", "content", "cue", "source", "block"):
            assert getattr(found, key) == getattr(given_one, key)
