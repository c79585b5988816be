"""Names are put right by the other names of the article."""

from __future__ import annotations

import pytest
from bracketed import names


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("The minister, Tendai Mupfuri, came. [Min Mupfuri] said so.", "Tendai Mupfuri"),
        ("Min Thant came to Lune. [Min Thant] said so.", "Min Thant"),
        ("Ivo Radan won. Electing Radan was easy. [Radan] said so.", "Ivo Radan"),
        ("Anna Radan won. Are you on Team Radan now? [Radan] said so.", "Anna Radan"),
        ("He met chief of Staff Anna Lee. [Lee] said so.", "Anna Lee"),
    ],
)
def test_what_stands_before_a_surname_is_no_part_of_it(article: str, name: str) -> None:
    assert names(article) == [name]
