"""What fills a paragraph and says nothing of its speaker goes on with who was heard last."""

from __future__ import annotations

from quoth.article import Article, Span
from quoth.intake import article_from_text
from quoth.quotation import Named, Quotation, Speaker
from quoth.reading.going_on import going_on

NAMED = [Named("Ada Quist", "person", ("Quist",)), Named("Jonas Webb", "person", ("Webb",))]
TITLE = "The roof of Gull Street\n\nIt rained on Gull Street for nine days and for nine nights.\n\n"


def heard(last: str, words: str, source: str = "Quist", question: bool = False) -> str | None:
    """Who says some words in a paragraph after one in which Quist was heard saying "that ..."."""
    article: Article = article_from_text(f"{TITLE}{last}\n\n{words}\n", id="roof")
    text = article.text

    def place(part: str) -> tuple[tuple[int, int], ...]:
        begin = text.index(part)
        return ((begin, begin + len(part)),)

    def made(kind: str, content: str, **told: object) -> Quotation:
        span = Span(*place(content)[0])
        block = max(i for i, b in enumerate(article.blocks) if b.begin <= span.begin)
        return Quotation("", kind, (span,), block=block, **told)  # type: ignore[arg-type]

    speaker = Speaker("Ada Quist", "person", 0.9)
    spoken = Span(*place(source)[0])
    first = made(
        "indirect", "that it was gone", source=(spoken,), speaker=speaker, question=question
    )
    quoted = words[words.index("“") : words.index("”") + 1]
    _, second = going_on(article, (first, made("direct", quoted)), NAMED)
    return second.speaker.name if second.speaker else None


def test_who_was_heard_in_the_paragraph_before_goes_on() -> None:
    assert heard("Quist said that it was gone.", "“It fell on us.”") == "Ada Quist"
    assert heard("Quist said that it was gone, by telephone.", "“It fell on us.”") == "Ada Quist"


def test_nobody_goes_on_where_another_is_named_since() -> None:
    assert heard("Quist said that it was gone. Webb laughed.", "“It fell on us.”") is None


def test_nobody_goes_on_after_a_question_or_the_reporters_own_words() -> None:
    assert heard("Quist asked that it was gone.", "“It fell on us.”", question=True) is None
    assert heard("I told Quist that it was gone.", "“It fell on us.”", source="I") is None


def test_nobody_goes_on_beside_other_words_or_a_paragraph_later() -> None:
    assert heard("Quist said that it was gone.", "It was bad. “It fell on us.”") is None
    assert heard("Quist said that it was gone.\n\nIt rained.", "“It fell on us.”") is None


def test_lines_behind_dashes_are_said_in_turn() -> None:
    text = "— I did not.\n— You did.\n— Never.\n— Always."
    spans = [
        Span(text.index(w), text.index(w) + len(w)) for w in text.replace("— ", "").split("\n")
    ]
    quist, webb = (Speaker(name, "person", 0.9) for name in ("Ada Quist", "Jonas Webb"))
    first, second = (
        Quotation("", "direct", (span,), source=(Span(0, 1),), speaker=speaker)
        for span, speaker in zip(spans, (quist, webb), strict=False)
    )
    others = [Quotation("", "direct", (span,), speaker=webb) for span in spans[2:]]
    found = going_on(Article(text), (first, second, *others), NAMED)
    assert [q.speaker and q.speaker.name for q in found] == ["Ada Quist", "Jonas Webb"] * 2
    alone = going_on(Article(text), (second, *others), NAMED)
    assert [q.speaker and q.speaker.name for q in alone] == ["Jonas Webb", None, None]
