"""In lines whose capitals say nothing, names known from the rest are found, and no others."""

from __future__ import annotations

import pytest
from bracketed import names, speakers


def test_a_headline_alone_may_tell_the_given_name() -> None:
    assert names(
        """\
Hillary Radan Goes After Ivo Quist As The New Duke

“He sold the mill twice,” [Radan] said at Lune on Monday. [She] said so again.
""".replace("Hillary Radan", "Petra Radan")
    ) == ["Petra Radan", "Petra Radan"]


@pytest.mark.parametrize(
    "headline", ["Hope Radan Wins The Mill At Last", "Will Radan Sell The Mill"]
)
def test_a_word_of_the_article_is_no_given_name(headline: str) -> None:
    assert names(f"""\
{headline}

All hope and will be needed, [Radan] said at Lune on Monday.
""") == ["Radan"]


def test_a_name_in_capitals_alone_is_told_as_names_are_written() -> None:
    assert names("""\
Mayor ANNA LINDQVIST said no on Monday. “I signed nothing,” [LINDQVIST] said.
MR. PELLORAN sat beside her. “Nor did I,” [MR. PELLORAN] said.
“Nor I,” [SZA] said.
""") == ["Anna Lindqvist", "Pelloran", "SZA"]


def test_a_title_in_capitals_is_nobody_by_itself() -> None:
    (speaker,) = speakers("""\
[MAYOR] SAYS THE PORT WILL STAY OPEN

It rained at Lune on Monday.
""")
    assert (speaker.name, speaker.kind) == ("MAYOR", "unnamed")
