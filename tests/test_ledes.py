"""Whom the opening of a story only describes is who is named where it goes on."""

from __future__ import annotations

import pytest
from bracketed import names


def test_a_story_names_in_its_second_paragraph_whom_it_described() -> None:
    assert names("""\
[A harbour pilot] has vowed that he would go to jail for his dog.

Tomas "Tam" Brekke spent 40 pounds on the collar. “He earned it,” [Brekke] said.
""") == ["Tomas Brekke", "Tomas Brekke"]


def test_a_quotation_may_name_them() -> None:
    assert names("""\
[A former Lune council chairman] said that the bridge must close.

“It sways,” said [Ivo Radan], who ran the council until 2011.
""") == ["Ivo Radan", "Ivo Radan"]


def test_a_later_description_is_understood_as_well() -> None:
    found = names("""\
[The minister] says nobody wants night trains.

Camilla Ashe told parliament so on Monday.

Nobody wants them, [the minister] insists.
""")
    assert found == ["Camilla Ashe", "Camilla Ashe"]


def test_an_item_of_a_live_page_opens_anew() -> None:
    text = "Ada Quist spoke on Monday.\n" * 6
    assert names(f"""\
{text}
2:45 p.m.

[Ohio’s tax commissioner] said nothing was lost.

Kevin Sulley said he had looked twice.
""") == ["Kevin Sulley"]


@pytest.mark.parametrize(
    "goes_on",
    [
        "“It is a win,” said the union lawyer Ann Lee.",  # and no judge
        "The ferry sank near Lune. Divers of Ivo Radan looked for it.",  # no subject of anything
        "Nobody was hurt.",
    ],
)
def test_somebody_else_is_not_taken_for_them(goes_on: str) -> None:
    assert names(f"""\
[A federal judge] stopped the ferry on Monday.

{goes_on}
""") == ["A federal judge"]


def test_who_was_named_before_is_not_who_is_described() -> None:
    assert names("""\
[A harbour pilot] said that Ann Lee had lied to the board.

Ann Lee was not there.
""") == ["A harbour pilot"]


def test_one_who_keeps_their_name_is_not_named() -> None:
    assert names("""\
[A source] said the pair had parted.

Ann Lee, 33, sold the house in May.
""") == ["A source"]


def test_what_is_said_later_in_the_paragraph_opens_nothing() -> None:
    assert names("""\
The ferry sank on Monday in the Lune, and nobody knew why for a week. [A pilot] said it was old.

Ann Lee sold it in May.
""") == ["A pilot"]


@pytest.mark.parametrize(
    "article",
    [
        # It is the carer who is named next.
        "[A judge] said that a carer had bled them dry.\n\nTara Mull, 48, took their cards.",
        "A carer was told by [a nurse] that she had bled them dry.\n\nTara Mull, 48, wept.",
        # Who was met before.
        "“The bus was full,” [the driver] said.\n\nAda Quist, 52, got off.",
        "[The widow of a skipper] said she was angry.\n\nIvo Radan and Ben Radan drowned.",
    ],
)
def test_somebody_else_may_be_named_next(article: str) -> None:
    (name,) = names(article)
    assert name is not None
    assert name.split()[0].casefold() in ("a", "the")


def test_of_two_who_are_described_the_one_who_speaks_is_named() -> None:
    article = "[A nurse] said that a doctor had left.\n\n[Ada Quist], 39, said it was dark."
    assert names(article) == ["Ada Quist", "Ada Quist"]


def test_whom_the_article_will_not_name_is_named_by_nobody() -> None:
    article = "[A nurse], who asked not to be named, said it was dark.\n\n[Ada Quist], 39, said no."
    assert names(article) == ["A nurse", "Ada Quist"]
