"""Who asked, where nobody is said to ask."""

from __future__ import annotations

from dataclasses import replace

from quoth.article import Article, Span
from quoth.quotation import Named, Quotation, Speaker
from quoth.reading.askers import with_askers

TEXT = (
    "The bridge would stay shut, Adaeze Okafor told Radio Marle. Asked whether it was safe, "
    "she said nobody knew."
)
RADIO = (Named("Radio Marle", "organization", ("Radio Marle",), ()),)
OKAFOR = Speaker("Adaeze Okafor", "person", 1.0)


def span(words: str, text: str = TEXT) -> Span:
    begin = text.index(words)
    return Span(begin, begin + len(words))


TOLD = Quotation(
    "q1",
    "indirect",
    (span("The bridge would stay shut"),),
    (span("told"),),
    (span("Adaeze Okafor"),),
    speaker=OKAFOR,
    addressee="Radio Marle",
    addressee_span=span("Radio Marle"),
)
QUESTION = Quotation(
    "q2",
    "indirect",
    (span("whether it was safe"),),
    (span("Asked"),),
    (),
    addressee="Adaeze Okafor",
    question=True,
)


def asker(*quotations: Quotation, text: str = TEXT) -> Speaker | None:
    return with_askers(Article(text), quotations, RADIO)[-1].speaker


def test_whom_somebody_was_talking_to_asks_on() -> None:
    speaker = asker(TOLD, QUESTION)
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Radio Marle", "organization")
    assert speaker.confidence < 1
    reasons = [(TEXT[m.begin : m.end], m.reason) for m in speaker.mentions]
    assert reasons == [("The bridge would stay shut", "quotation"), ("Radio Marle", "name")]


def test_who_asked_before_asks_again() -> None:
    hall = Speaker("Nadia Hall", "person", 1.0)
    before = replace(QUESTION, id="q0", source=(span("Radio Marle"),), speaker=hall)
    speaker = asker(before, replace(TOLD, addressee=None, addressee_span=None), QUESTION)
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Nadia Hall", "person")


def test_nobody_is_given_where_it_is_not_told_to_whom_they_spoke() -> None:
    assert asker(QUESTION) is None
    assert asker(replace(TOLD, addressee=None, addressee_span=None), QUESTION) is None
    assert asker(replace(TOLD, speaker=Speaker("Bram Tal", "person", 1.0)), QUESTION) is None


def test_another_channel_is_another_talk() -> None:
    told = replace(TOLD, channel="interview")
    assert asker(told, replace(QUESTION, channel="court")) is None
    assert asker(told, replace(QUESTION, channel="interview")) is not None


def test_an_asker_whom_the_sentence_names_is_left_to_it() -> None:
    text = TEXT.replace("Asked whether", "Asked by Bram Tal whether")
    assert asker(TOLD, QUESTION, text=text) is None


def test_who_is_appealed_to_need_not_be_there() -> None:
    text = TEXT.replace("told Radio Marle", "urged on Radio Marle")
    told = replace(TOLD, cue=(span("urged on", text),), addressee_span=None)
    assert asker(told, QUESTION, text=text) is None


def test_words_that_a_post_passes_on_tell_nothing_of_a_talk() -> None:
    assert asker(replace(TOLD, relayed_by="NIK"), QUESTION) is None
