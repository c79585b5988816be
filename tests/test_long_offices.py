"""The name behind a long office is its holder's, and not that of somebody beside them."""

from __future__ import annotations

import pytest
from bracketed import names


@pytest.mark.parametrize(
    "office",
    [
        "Minister for River Works",
        "Shadow secretary of state for health",
        "Chair of governors Rev",
        "Lune spokesperson on energy",
        "Commissioner for Lamps and Strategy",
        "The head of the department",
        "Leader of the Opposition",
        "Member for Lune North",
        "Secretary to the Treasury",
    ],
)
def test_the_holder_is_named(office: str) -> None:
    assert names(f"[{office} Desmond Hale] said it was late.") == ["Desmond Hale"]


@pytest.mark.parametrize(
    "other",
    [
        "Spokesman for energy minister",
        "A friend of the late",
        "The coach of young",
        "The killer of schoolgirl",
        "Mother of murdered",
        "Manager of",
        "Aide to President",
        "The captain of champion",
    ],
)
def test_somebody_beside_them_is_not(other: str) -> None:
    assert names(f"[{other} Desmond Hale] said it was late.") != ["Desmond Hale"]
