""" "Who" and "which" mean the name or the noun before them."""

from __future__ import annotations

import pytest
from bracketed import names


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ("The count was a symbolic victory for Anna Radan, [who] said she was glad.", "Anna Radan"),
        ("It was met by Anna Radan, the leader of the Lune Party, [who] said no.", "Anna Radan"),
        ("It drew an answer from Ivo Radan Jr., [who] said no.", "Ivo Radan Jr."),
        ("A lawyer for Anna Radan [who] asked not to be named said no.", "A lawyer for Anna Radan"),
    ],
)
def test_who_keeps_to_the_name_before_it(article: str, name: str) -> None:
    assert names(article) == [name]
