"""Plain text and JSON become articles whose text is the one given, with blocks over it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import within

from quoth.article import Article
from quoth.errors import EmptyInput, InputError, Malformed
from quoth.intake import article_from_json, article_from_text

MISSION = Path(__file__).parents[2] / "shared" / "mission" / "article.txt"

BODY = (
    "The harbour board voted on Thursday to keep the old crane, after an evening in which "
    "eleven people spoke for it.\n\n"
    "“It is rust held up by affection,” said Ebba Lindqvist, the harbour master.\n"
)


def blocks(text: str, **known: str) -> list[tuple[str, str]]:
    article = article_from_text(text, id="x", **known)
    assert article.text == text
    assert_partition(article)
    return [(b.kind, text[b.begin : b.end].strip()) for b in article.blocks]


def kinds(text: str, **known: str) -> list[str]:
    return [kind for kind, _ in blocks(text, **known)]


def assert_partition(article: Article) -> None:
    ends = [0, *(b.end for b in article.blocks)]
    assert [b.begin for b in article.blocks] == ends[:-1]
    assert ends[-1] == len(article.text)


def test_a_short_first_line_without_full_stop_is_the_headline() -> None:
    article = article_from_text("Board keeps ‘affectionate’ crane\n\n" + BODY, id="x")
    assert article.headline == "Board keeps ‘affectionate’ crane"
    assert [b.kind for b in article.blocks] == ["headline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "notice", ["FOR IMMEDIATE RELEASE", "Press release, 3 March 2026", "EMBARGOED UNTIL 9 A.M."]
)
def test_the_headline_of_a_press_release_stands_behind_the_notice(notice: str) -> None:
    article = article_from_text(f"{notice}\n\nBoard keeps affectionate crane\n\n{BODY}", id="x")
    assert article.headline == "Board keeps affectionate crane"
    assert [b.kind for b in article.blocks][:3] == ["heading", "headline", "paragraph"]


def test_a_headline_that_speaks_of_a_release_is_one() -> None:
    assert kinds("Release of crane papers delayed again\n\n" + BODY)[0] == "headline"
    assert kinds("Embargo on old cranes lifted\n\n" + BODY)[0] == "headline"
    assert kinds("Press release angers the board\n\nA line below the head\n\n" + BODY)[:2] == [
        "headline",
        "standfirst",
    ]


def test_a_headline_in_title_case_may_end_in_a_full_stop() -> None:
    assert kinds("The Board Was Told to Scrap It. It Bought Paint Instead.\n\n" + BODY)[0] == (
        "headline"
    )


@pytest.mark.parametrize(
    "first",
    [
        "The board kept the crane.",
        "“It stays,” said Ms Lindqvist.",
        "- item one",
        "> quoted",
        "Q: Why keep it?",
        "and so they went on",
    ],
)
def test_an_article_that_starts_with_its_body_has_no_headline(first: str) -> None:
    assert article_from_text(f"{first}\n\n{BODY}", id="x").headline is None


def test_a_single_line_is_a_paragraph() -> None:
    assert kinds("“We will rebuild the pier,” said Mayor Ines Okafor") == ["paragraph"]


def test_a_standfirst_is_told_by_its_missing_full_stop_or_its_place() -> None:
    bare = "Board keeps crane\n\nA vote ends eleven years of talk about the old quay\n\n" + BODY
    assert kinds(bare)[:3] == ["headline", "standfirst", "paragraph"]
    placed = (
        "Board keeps crane\nThe vote ends eleven years of talk about the old quay.\n\n"
        + BODY.replace("\n\n", "\n")
    )
    assert kinds(placed)[:3] == ["headline", "standfirst", "paragraph"]
    lead = "Board keeps crane\n\nThe vote ends eleven years of talk about it.\n\n" + BODY
    assert kinds(lead)[:2] == ["headline", "paragraph"]


def test_given_headline_and_standfirst_are_recognised_not_guessed() -> None:
    text = "Crane stays.\nA vote.\n\n" + BODY
    assert kinds(text, headline="Crane stays.", standfirst="A vote.")[:3] == [
        "headline",
        "standfirst",
        "paragraph",
    ]
    assert "headline" not in kinds(text, headline="Something else")


def test_each_line_is_a_paragraph_unless_lines_were_filled() -> None:
    lines = "One sentence stands here.\nAnother one stands there.\nA third one closes it.\n"
    assert kinds(lines) == ["paragraph"] * 3
    filled = (
        "The harbour board voted on Thursday to keep the old crane, after an\n"
        "evening in which eleven people spoke for it and nobody could be found\n"
        "to speak against it, though two were seen to leave.\n"
        "\n"
        "“It is rust held up by affection,” said the harbour master, Ebba\n"
        "Lindqvist, who voted for it all the same and promised to look for the\n"
        "money to paint it.\n"
    )
    assert kinds(filled) == ["paragraph", "paragraph"]


def test_crlf_is_kept_and_counts() -> None:
    text = ("Board keeps crane\n\n" + BODY).replace("\n", "\r\n")
    assert kinds(text) == ["headline", "paragraph", "paragraph"]


def test_lists_headings_captions_and_block_quotes() -> None:
    text = (
        "Board keeps crane\n\n" + BODY + "\nWhat happens next\n\n" + BODY + "\n"
        "- Painting begins in May.\n- The quay stays shut.\n\n"
        "The crane at dusk. Picture: Ola Brunt\n\n"
        "> No crane, no harbour.\n> No harbour, no town.\n\n" + BODY
    )
    found = blocks(text)
    assert ("heading", "What happens next") in found
    assert [w for k, w in found if k == "list_item"] == [
        "- Painting begins in May.",
        "- The quay stays shut.",
    ]
    assert ("caption", "The crane at dusk. Picture: Ola Brunt") in found
    assert ("block_quote", "> No crane, no harbour.\n> No harbour, no town.") in found


def test_the_interviewers_turns_are_questions() -> None:
    text = (
        "The man who paints cranes\n\n"
        "Okafor: What colour will it be?\n\nBrunt: Green, as it always was "
        "in my day and in my father’s.\n\n"
        "Okafor: Why green?\n\nBrunt: There was green left over from the ferry.\n"
    )
    assert kinds(text) == ["headline", "question", "paragraph", "question", "paragraph"]
    assert kinds("Q: Why?\n\nA: Because it was there, and I had the paint.\n") == [
        "question",
        "paragraph",
    ]


def test_a_short_answer_and_a_first_question_belong_to_an_interview() -> None:
    answer = "Green, as it always was in my day and in my father’s."
    asked = ["What colour is it?", "Why green, of all things?", "Where is it?", "And when?"]
    talk = [f"{words}\n\n{answer}" for words in asked]
    short = "You stay, then. For how long?\n\nA year or two.\n"
    assert kinds("\n\n".join(["Cranes", *talk, short]))[1:] == ["question", "paragraph"] * 5
    first = "You stopped in May. Why?\n\n" + answer
    assert kinds("\n\n".join(["Cranes", first, *talk]))[1:] == ["question", "paragraph"] * 5
    assert "question" not in kinds("\n\n".join(["Cranes", BODY, *talk[:1], short]))


def test_what_is_set_in_bold_among_questions_is_the_interviewers_too() -> None:
    answer = "Green, as it always was in my day and in my father’s."
    bold = ["What colour will it be?", "Why green?", "So you like it.", "And then?"]
    text = "Cranes\n\n" + "\n\n".join(f"**{words}**\n\n{answer}" for words in bold)
    assert kinds(text)[1:] == ["question", "paragraph"] * 4
    text = "Cranes\n\n" + "\n\n".join(f"**{words[:-1]}.**\n\n{answer}" for words in bold)
    assert "question" not in kinds(text)


def test_a_signed_post_is_an_embed_with_the_words_before_it() -> None:
    text = (
        "Board keeps crane\n\n" + BODY + "\n"
        "The crane stays! #Skarvness\n\n— Ebba Lindqvist (@ebba) May 2, 2024\n\n" + BODY
    )
    article = article_from_text(text, id="x")
    (post,) = [b for b in article.blocks if b.kind == "embed"]
    assert article.text[post.begin : post.end].startswith("The crane stays! #Skarvness\n\n— Ebba")
    assert (post.author, post.handle, post.date, post.platform) == (
        "Ebba Lindqvist",
        "@ebba",
        "2024-05-02",
        "X",
    )


def test_a_post_shared_on_instagram_is_an_embed() -> None:
    text = BODY + "\nHome at last. A post shared by Ola (@ola.paints)\n\n" + BODY
    (post,) = [b for b in article_from_text(text, id="x").blocks if b.kind == "embed"]
    assert (post.author, post.handle, post.platform) == ("Ola", "@ola.paints", "Instagram")


def test_a_typed_out_card_is_an_embed() -> None:
    text = BODY + "\nOla Brunt\n@olapaints\nGreen it is.\n9:14 AM · May 3, 2024\n\n" + BODY
    (post,) = [b for b in article_from_text(text, id="x").blocks if b.kind == "embed"]
    assert (post.author, post.handle, post.date) == ("Ola Brunt", "@olapaints", "2024-05-03")


@pytest.mark.skipif(not MISSION.exists(), reason="the mission's article is not here")
def test_a_post_quoted_within_a_post_is_one_embed() -> None:
    with MISSION.open(encoding="utf-8", newline="") as file:
        text = file.read()
    found = blocks(text)
    assert [k for k, _ in found[:2]] == ["headline", "standfirst"]
    (embed,) = [w for k, w in found if k == "embed"]
    assert embed.startswith("OpenAI CEO takes a personal shot")
    assert embed.endswith("February 11, 2025")


def test_a_byline_is_kept() -> None:
    article = article_from_text("Board keeps crane\n\nBy Morag Tulloch\n\n" + BODY, id="x")
    assert article.byline == "Morag Tulloch"


def test_nothing_and_half_characters_are_refused() -> None:
    with pytest.raises(EmptyInput):
        article_from_text(" \n\t\r\n", id="x")
    with pytest.raises(Malformed):
        article_from_text("Half a \ud83d face.", id="x")


PIECES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "\n", "\r\n", "\r", "\n\n", "> ", "- ", "# ", "Q: ", "A: ", "— A (@a) May 1, 2024",
            "A post shared by A (@a)", "@a\n", "9:14 AM · May 3, 2024", "By Ola Brunt", "\u2028",
            "“", "”", "Picture: A", "\ufeff", "word " * 20, "Why?", "Name: ",
        ]
    ),
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    try:
        article = article_from_text(text, id="x")
    except EmptyInput:
        assert not text.strip()
        return
    assert article.text == text
    assert_partition(article)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 1_000_000,
        "word " * 200_000,
        "\n" * 500_000 + "a",
        "> a\n" * 100_000,
        "— A (@a) May 1, 2024\n" * 20_000,
        "a\n" * 200_000,
        "Why?\n\n" * 50_000,
        "Name: " * 150_000,
        "@" * 500_000,
        "— " * 300_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_long_texts_take_linear_time(text: str) -> None:
    with within(30):
        assert article_from_text(text, id="x").text == text


def test_json_with_only_text_is_the_text() -> None:
    text = "  Board keeps crane\r\n\r\n" + BODY
    article = article_from_json(json.dumps({"id": "a1", "text": text, "odd": [1]}), "f.jsonl:1")
    assert (article.id, article.text) == ("a1", text)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "  \n \n"])
def test_json_headline_and_standfirst_in_the_text_are_not_added(between: str) -> None:
    text = f"Crane stays{between}A vote ends the talk.{between}{BODY}"
    given = {"text": text, "headline": " Crane stays ", "standfirst": "A vote  ends the talk."}
    article = article_from_json(given, "f.jsonl:1")
    assert article.text == text
    assert [b.kind for b in article.blocks[:3]] == ["headline", "standfirst", "paragraph"]
    assert_partition(article)


def test_json_headline_and_standfirst_elsewhere_are_put_before_the_text() -> None:
    given = {"text": BODY, "headline": "Crane stays", "standfirst": "A vote ends the talk."}
    article = article_from_json(given, "f.jsonl:1")
    assert article.text == "Crane stays\n\nA vote ends the talk.\n\n" + BODY
    assert [b.kind for b in article.blocks[:3]] == ["headline", "standfirst", "paragraph"]


def test_a_headline_that_is_only_how_the_first_sentence_begins_is_put_before() -> None:
    article = article_from_json({"text": BODY, "headline": "The harbour board voted"}, "x:1")
    assert article.text.startswith("The harbour board voted\n\nThe harbour board voted on")


def test_json_without_id_is_named_by_its_place() -> None:
    assert article_from_json({"text": BODY}, "f.jsonl:7").id == "f.jsonl:7"
    assert article_from_json({"id": 12, "text": BODY}, "f.jsonl:7").id == "12"


def test_json_keeps_what_is_known() -> None:
    known = {
        "published": "2025-03-07",
        "url": "https://a.example/b",
        "outlet": "The Skerry Herald",
        "byline": "Morag Tulloch",
        "language": "en",
    }
    article = article_from_json({"text": BODY, **known}, "x:1")
    assert {key: getattr(article, key) for key in known} == known


@pytest.mark.parametrize(
    "line",
    [
        "", "{", "[]", "1", "null", '"text"', "{}", '{"text": 1}', '{"text": null}',
        '{"text": "a", "headline": 3}', '{"text": "a", "id": []}', '{"text": "a", "id": true}',
        '{"text": "\\ud800"}', '{"text": "a", "headline": "\\udc00"}', '{"text": "  "}',
        "[" * 100_000, '{"text": "a", "id": "\\ud800"}', '{"text": "a", "url": {}}',
    ],
)  # fmt: skip
def test_json_that_is_no_article_is_a_plain_error(line: str) -> None:
    with pytest.raises(InputError) as caught:
        article_from_json(line, "f.jsonl:3")
    assert caught.value.source == "f.jsonl:3"


JSON_TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=80)


@settings(max_examples=200)
@given(JSON_TEXT, st.none() | JSON_TEXT, st.none() | JSON_TEXT)
def test_any_json_article_keeps_its_words(
    text: str, headline: str | None, standfirst: str | None
) -> None:
    given_ = {"text": text, "headline": headline, "standfirst": standfirst}
    try:
        article = article_from_json(json.dumps(given_), "x:1")
    except EmptyInput:
        assert not text.strip()
        return
    if headline is None and standfirst is None:
        assert article.text == text
    assert set(text.split()) <= set(article.text.split())
    assert_partition(article)
