"""Question and reply in one sentence are two quotations."""

from __future__ import annotations

import pytest

from quoth.article import Span
from quoth.quotation import Quotation
from quoth.reading.replies import with_replies


def parted(text: str, content: str) -> list[tuple[str, list[str]]]:
    """Cue and content of what comes of one mixed quotation."""
    begin = text.index(content)
    said = Quotation("", "mixed", (Span(begin, begin + len(content)),))
    found = with_replies(text, [said], lambda spans: "mixed")
    return [
        (" ".join(text[b:e] for b, e in q.cue), [text[b:e] for b, e in q.content]) for q in found
    ]


@pytest.mark.parametrize(
    ("cue", "mark", "reply"),
    [
        ("responded by saying", ",", "“I do not.”"),
        ("curtly replied", ":", "“I do not.”"),
        ("answered", "", "that she did not"),
    ],
)
def test_a_reply_is_a_quotation_of_its_own(cue: str, mark: str, reply: str) -> None:
    content = f"if she took it seriously, to which she {cue}{mark} {reply}"
    text = f"The reporter asked {content}"
    assert parted(text, content) == [("", ["if she took it seriously"]), (cue, [reply])]


def test_a_reply_that_somebody_tells_of_stays_in_his_words() -> None:
    content = "that “they asked me, to which she replied, no”"
    assert parted(f"Lind said {content}.", content) == [("", [content])]


def test_what_holds_no_reply_stays_whole() -> None:
    content = "the letter to which he replied in May"
    assert parted(f"Lind recalled {content}.", content) == [("", [content])]
