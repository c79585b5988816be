"""Descriptions lead to those whom a learned scorer and the article's own words agree on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from bracketed import names, speakers

from quoth.article import Article, Span
from quoth.quotation import Quotation, Speaker
from quoth.reading.people import name_speakers


class Takes:
    """A scorer that knows which words take up which, and what is a place or a firm."""

    def __init__(
        self, text: str, meant: Mapping[str, str], places: Sequence[str], firms: Sequence[str]
    ) -> None:
        self.text, self.meant, self.places, self.firms = text, meant, places, firms

    def kinds(self, begin: int, end: int) -> tuple[float, float, float, float]:
        name = self.text[begin:end]
        if name in self.places:
            return -9.0, -9.0, -9.0, 0.0
        return (-9.0, -9.0, 0.0, -9.0) if name in self.firms else (-9.0, 0.0, -9.0, -9.0)

    def scores(self, begin: int, end: int, candidates: Sequence[tuple[int, int]]) -> list[float]:
        meant = self.meant.get(self.text[begin:end], "")
        return [0.0, *(9.0 if meant == self.text[b:e] else -9.0 for b, e in candidates)]


def learned(
    text: str,
    source: str,
    meant: Mapping[str, str],
    places: Sequence[str] = (),
    firms: Sequence[str] = (),
) -> Speaker:
    """The speaker whom the last place of a source in a text means."""
    begin = text.rindex(source)
    end = begin + len(source)
    content = Span(end + 6, text.index(".", end))
    quotation = Quotation("q1", "indirect", (content,), source=(Span(begin, end),))
    (found,) = name_speakers(Article(text), [quotation], Takes(text, meant, places, firms))
    assert found.speaker is not None
    return found.speaker


@pytest.mark.parametrize("source", ["The judge", "He"])
@pytest.mark.parametrize("said", ["said that Reed had lied.", "said Reed had lied."])
def test_who_is_named_right_behind_it_says_nothing(source: str, said: str) -> None:
    found = learned(
        f"Tom Reed was tried on Monday.\n\n{source} {said}", source, {source: "Tom Reed"}
    )
    assert found.name == source


# -- organisations ----------------------------------------------------------------------------


def test_a_company_whose_name_does_not_say_so_is_the_one_that_is_meant() -> None:
    text = (
        "Norrland Fibre sells cable to Pelham. Quayline sells none. Both met in Tarifa. "
        "On Monday the company said that the quay was full."
    )
    found = learned(
        text, "the company", {"the company": "Quayline"}, ["Pelham", "Tarifa"], ["Quayline"]
    )
    assert (found.name, found.kind) == ("Quayline", "organization")


def test_a_place_is_no_company() -> None:
    text = "Tarifa is windy. Tarifa has a quay. On Monday the group said that the quay was full."
    found = learned(text, "the group", {"the group": "Tarifa"}, ["Tarifa"])
    assert found.name == "the group"


def test_a_name_in_the_description_tells_which_group() -> None:
    text = (
        "Halcyon and Future12 paid for it. Halcyon paid more. "
        "On Monday the Future12 group said that the quay was full."
    )
    found = learned(text, "the Future12 group", {}, (), ["Halcyon", "Future12"])
    assert found.name == "Future12"


def test_letters_that_grow_when_folded_move_nothing() -> None:
    text = (
        "Straße, Straße, Straße. Halcyon and Future12 paid for it. Halcyon paid more. "
        "On Monday the Future12 group said that the quay was full."
    )
    found = learned(text, "the Future12 group", {}, (), ["Halcyon", "Future12"])
    assert found.name == "Future12"


def test_of_two_departments_the_one_is_meant_that_the_scorer_says() -> None:
    text = (
        "The Harbour Department met the Fisheries Department. "
        "On Monday the department said that the quay was full."
    )
    found = learned(text, "the department", {"the department": "Harbour Department"})
    assert found.name == "Harbour Department"


def test_what_a_body_is_called_counts_but_not_against_a_sure_scorer() -> None:
    text = (
        "The Harbour Accountability Office met Norrland Searches. "
        "On Monday the agency said that the quay was full."
    )
    assert learned(text, "the agency", {}).name == "Harbour Accountability Office"
    meant = {"the agency": "Norrland Searches"}
    found = learned(text, "the agency", meant, (), ["Norrland Searches"])
    assert found.name == "Norrland Searches"


def test_the_house_is_not_the_white_house() -> None:
    text = "The Old White House is shut. On Monday the House said that the quay was full."
    assert learned(text, "the House", {}).name == "the House"


def test_a_newspaper_may_be_called_one() -> None:
    assert names("""\
The Pellworth Times is a newspaper.
[The Times newspaper] said the quay was sound.
""") == ["Pellworth Times"]


# -- persons ----------------------------------------------------------------------------------


def test_a_senator_whom_nothing_calls_one_is_meant_where_he_is_in_mind() -> None:
    text = (
        "Otto Brandt, 61, spoke on Monday in Tarifa. He met Sen. Karl Finch. "
        "In the evening the senator said that the quay was full."
    )
    stated = learned(text, "the senator", {"the senator": "Karl Finch"})
    other = learned(text, "the senator", {"the senator": "Otto Brandt"})
    assert stated.name == "Karl Finch"
    assert stated.mentions[0].reason == "role"
    assert other.name == "Otto Brandt"


def test_who_speaks_later_is_not_whom_a_description_takes_up() -> None:
    text = (
        "Otto Brandt sang in Tarifa. Karl Finch sang, too. The tenor said that the quay was full."
        + "\n\nHugo Lind, the mayor, was there. He said no. Lind left. Lind was glad." * 4
    )
    begin = text.index("The tenor")
    content = Span(begin + 15, text.index(".", begin))
    quotation = Quotation("q1", "indirect", (content,), source=(Span(begin, begin + 9),))
    scorer = Takes(text, {"The tenor": "Hugo Lind"}, [], [])
    (found,) = name_speakers(Article(text), [quotation], scorer)
    assert found.speaker is not None
    assert found.speaker.name in ("The tenor", "Karl Finch", "Otto Brandt")


def test_an_office_is_only_that_of_its_holder() -> None:
    text = (
        "Otto Brandt, 61, spoke on Monday. He met Karl Finch, the judge. "
        "In the evening the judge said that the quay was full."
    )
    assert learned(text, "the judge", {"the judge": "Otto Brandt"}).name == "Karl Finch"


def test_a_queen_without_a_name_is_nobody_who_is_in_mind() -> None:
    text = "Ann Lee was honoured in Tarifa. Lee was 90. On Monday the Queen said that it was late."
    assert learned(text, "the Queen", {"the Queen": "Ann Lee"}).name == "the Queen"


def test_who_was_brought_in_without_a_name_keeps_the_description() -> None:
    text = (
        "Cllr Otto Brandt spoke in Tarifa. It was leaked by [a councillor], who asked not to be"
        " named. “It was wrong,” [the councillor] said."
    )
    first, again = speakers(text)
    assert (again.name, again.kind) == (first.name, first.kind) == ("a councillor", "unnamed")


def test_an_age_is_a_description() -> None:
    assert names("""\
Samira Lind, who owns the mill, cut the ribbon.
“It is cold,” [the 46-year-old] said.
""") == ["Samira Lind"]


def test_a_friend_is_nobody_whom_the_article_only_happens_to_name() -> None:
    assert [
        s.kind
        for s in speakers("""\
Samira Lind, who owns the mill, cut the ribbon.
“She was cold,” [the friend] said. [Her rep] said that she was not.
""")
    ] == ["unnamed", "unnamed"]


@pytest.mark.parametrize("rank", ["Adm.", "Col.", "Capt.", "Sgt."])
def test_a_rank_is_the_same_written_out(rank: str) -> None:
    full = {"Adm.": "admiral", "Col.": "colonel", "Capt.": "captain", "Sgt.": "sergeant"}[rank]
    assert names(
        f"{rank} Otto Brandt came by boat. Karl Finch, a cook, swam.\n"
        f"“It is cold,” [the {full}] said.\n"
    ) == ["Otto Brandt"]


def test_an_office_or_a_union_is_no_company() -> None:
    text = (
        "Hulme sells kettles.\n\nThe company said it rained. The Office of Consumer Care came,"
        " and the Kettle Workers Coalition."
    )
    meant = {"The company": "Office of Consumer Care"}
    assert learned(text, "The company", meant).name == "The company"
    text = "Hulme sells kettles. The Office of Consumer Care came.\n\nThe agency said it rained."
    meant = {"The agency": "Office of Consumer Care"}
    assert learned(text, "The agency", meant).name == "Office of Consumer Care"


def test_what_is_named_most_is_no_group_if_the_scorer_is_quite_against_it() -> None:
    text = (
        "Nila Awards came. Nila Awards went. Nila Awards stayed. Nila Awards sang.\n\n"
        "The group said it rained."
    )
    assert learned(text, "The group", {}, firms=["Nila Awards"]).name == "The group"


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("Ada Quist, 61, met Ivo Radan (44). “It rained,” said [the 61-year-old].", "Ada Quist"),
        ("Ada Quist, 61, met Ivo Radan (17). “It rained,” said [the teenager].", "Ivo Radan"),
        (
            "Speaker of the House, Hon. Ada Quist, met Ivo Radan.\n\n“It rained,” said "
            "[the Speaker].",
            "Ada Quist",
        ),
        (
            "The driver of the freight train, Ivo Radan, died. [The driver of the night train] "
            "said it was dark.",
            "The driver of the night train",
        ),
        (
            "The driver of the freight train, Ivo Radan, left. [The driver of the freight train] "
            "said it was dark.",
            "Ivo Radan",
        ),
    ],
)
def test_ages_offices_and_things_tell_people_apart(article: str, name: str) -> None:
    assert names(article) == [name]


def test_it_takes_up_nothing_that_the_article_tells_only_later() -> None:
    assert names("[It] said no. “Yes,” [he] said. Orbit is a firm. Orbit said no.")[0] == "It"


@pytest.mark.parametrize(
    ("article", "name"),
    [
        (
            "Belgian Ada Verlin beat Kenyan Ivo Radan. “It rained,” said [the Belgian].",
            "Ada Verlin",
        ),
        ("Belgian Ada Verlin beat Kenyan Ivo Radan. “It rained,” said [the Kenyan].", "Ivo Radan"),
        ("The Slovak rider Ivo Radan fell. “It rained,” said [the Slovak].", "Ivo Radan"),
        ("Belgian Ada Verlin won. “It rained,” said [the Kenyan].", "the Kenyan"),
        ("Ada Verlin won in Lune. The snow fell. [The Swiss] said it was cold.", "The Swiss"),
    ],
)
def test_somebody_of_a_country_is_who_is_said_to_be(article: str, name: str) -> None:
    assert names(article) == [name]
