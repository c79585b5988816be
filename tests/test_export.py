"""Readings are written whole, in every format, whatever the article holds."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.article import Article, Block, Span
from quoth.errors import Malformed
from quoth.export.document import from_dict, schema, to_dict
from quoth.export.formats import FOLDER_FORMATS, STREAM_FORMATS, place, writer
from quoth.export.table import COLUMNS
from quoth.quotation import Difference, HeadlineQuote, Mention, Quotation, Reading, Speaker

TEXT = (
    "Mill owner ‘never sorry’ for the flood\n\n"
    "“I am not sorry,” said Ada Quist, “and I never was.” She added that the mill would reopen."
)
ADA = Speaker("Ada Quist", "person", 0.9, (Mention(63, 72, "name", 1.0),))


def at(words: str) -> Span:
    begin = TEXT.index(words)
    return Span(begin, begin + len(words))


def reading() -> Reading:
    article = Article(
        TEXT,
        (Block("headline", 0, 40), Block("paragraph", 40, len(TEXT))),
        id="mill.txt",
        outlet="The Marle Gazette",
        headline="Mill owner ‘never sorry’ for the flood",
        published="2026-03-01",
    )
    direct = Quotation(
        "q1",
        "direct",
        (at("“I am not sorry,”"), at("“and I never was.”")),
        (at("said"),),
        (at("Ada Quist"),),
        ADA,
        block=1,
        confidence=0.97,
    )
    indirect = Quotation(
        "q2",
        "indirect",
        (at("that the mill would reopen"),),
        (at("added"),),
        (at("She"),),
        ADA,
        block=1,
        confidence=0.4,
    )
    unknown = Quotation("q3", "indirect", (at("the flood"),), confidence=0.2)
    check = HeadlineQuote(
        *at("never sorry"), "altered", at("not sorry"), (Difference("changed", "never", "not"),)
    )
    return Reading(article, (direct, indirect, unknown), (check,))


def written(form: str, readings: Iterable[Reading]) -> str:
    stream = io.StringIO()
    writer(form)(readings, stream)
    return stream.getvalue()


def test_the_documented_object_is_valid_and_comes_back_as_it_was() -> None:
    held = to_dict(reading())
    jsonschema.validate(held, schema(), cls=jsonschema.Draft202012Validator)
    assert from_dict(json.loads(json.dumps(held))) == reading()
    assert list(held)[:4] == ["id", "url", "outlet", "headline"]
    assert held["quotations"][0]["text"] == "“I am not sorry,” “and I never was.”"
    assert held["headline_check"][0]["closest"] == "not sorry"


def test_an_object_of_another_form_is_refused() -> None:
    with pytest.raises(Malformed, match="not a reading"):
        from_dict({"id": "x", "text": "y"})


def test_json_lines_hold_an_article_a_line_and_json_an_array() -> None:
    lines = written("jsonl", [reading(), reading()]).splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["mill.txt", "mill.txt"]
    assert json.loads(written("json", [reading()])) == [json.loads(lines[0])]
    assert json.loads(written("json", [])) == []


def test_the_table_has_a_row_for_each_quotation() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", [reading()]), newline="")))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["speaker"] for row in rows] == ["Ada Quist", "Ada Quist", ""]
    assert rows[0]["text"] == "“I am not sorry,” “and I never was.”"
    assert rows[1]["source"] == "She"


def test_a_cell_that_a_spreadsheet_would_run_is_made_text() -> None:
    text = "=HYPERLINK(1) said it"
    quotation = Quotation("q1", "indirect", (Span(0, 13),))
    (row,) = csv.DictReader(
        io.StringIO(written("csv", [Reading(Article(text, id="@x"), (quotation,))]), newline="")
    )
    assert row["text"] == "'=HYPERLINK(1)"
    assert row["article"] == "'@x"


def test_the_view_groups_statements_by_speaker_and_warns_of_the_headline() -> None:
    view = written("text", [reading()])
    assert view.count("Ada Quist\n") == 1
    assert "“I am not sorry,” … “and I never was.”" in view
    assert "She added" in view
    assert "‘never sorry’ is not in the body word for word" in view
    assert "headline “never”, body “not”" in view
    assert "Speaker not told" in view
    assert "3 statements (1 direct, 2 indirect) by 1 speaker" in view
    assert "\x1b" not in view
    assert not re.search(r" $", view, re.MULTILINE)


def test_the_view_shows_nothing_that_could_steer_a_terminal() -> None:
    text = "\x1b[31mred\x07 [bold]said"
    found = Reading(Article(text, id="a\x1b]0;x"), (Quotation("q1", "indirect", (Span(0, 20),)),))
    view = written("text", [found])
    assert "\x1b" not in view
    assert "\x07" not in view
    assert "[bold]said" in view


class Page(HTMLParser):
    """Collects the text and the elements of a page, and that they nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open:
            self.words += data


def test_the_page_marks_quotations_and_names_speakers_beside() -> None:
    page = Page(written("html", [reading()]))
    assert page.open == []
    marks = [held["class"] for tag, held in page.seen if tag == "mark"]
    assert marks.count("direct") == 2 + 1  # two fragments, and the legend
    assert "Ada Quist" in page.words
    assert "is not in the body word for word" in page.words


def test_the_page_asks_for_nothing_from_elsewhere_and_runs_nothing() -> None:
    page = Page(written("html", [reading()]))
    assert not {tag for tag, _ in page.seen} & {"script", "link", "img", "iframe"}
    assert not any("src" in held for _, held in page.seen)
    assert all(held.get("href", "#").startswith("#") for _, held in page.seen)


HOSTILE = st.text(alphabet="<>&\"'/=() aBcript\n{}%", max_size=60)


@given(HOSTILE, st.data())
def test_a_hostile_article_is_escaped_and_no_marking_breaks_the_page(
    text: str, data: st.DataObject
) -> None:
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(
        lambda pair: pair[0] < pair[1]
    )
    drawn = data.draw(st.lists(spans, max_size=5)) if text else []
    found = tuple(
        Quotation(
            f"q{i}",
            "mixed",
            (Span(*span),),
            source=(Span(*span),),
            speaker=Speaker(text, "person", 1, (Mention(*span, "name", 1),)),
            about=(text,),
            addressee=text,
            when=text,
            channel=text,
            question=True,
            relayed_by=text,
            occasion=Span(*span),
        )
        for i, span in enumerate(drawn)
    )
    page = Page(written("html", [Reading(Article(text, id=text, outlet=text), found)]))
    assert page.open == []
    allowed = {"html", "head", "meta", "title", "style", "body", "p", "mark", "article", "div"}
    allowed |= {"span", "sup", "a", "aside", "ul", "li", "b", "br", "details", "summary"}
    assert {tag for tag, _ in page.seen} <= allowed


def test_every_format_takes_no_article_at_all() -> None:
    for form in STREAM_FORMATS:
        assert isinstance(written(form, []), str)


@pytest.mark.parametrize("form", FOLDER_FORMATS)
def test_a_folder_takes_its_place_only_when_complete(form: str, tmp_path: Path) -> None:
    def stopping() -> Iterator[Reading]:
        yield reading()
        raise KeyboardInterrupt

    for target in (tmp_path / "made", tmp_path / "empty"):
        (tmp_path / "empty").mkdir(exist_ok=True)
        with pytest.raises(KeyboardInterrupt), place(form, target) as folder:
            writer(form)(stopping(), folder)
        assert not target.exists() or not any(target.iterdir())
        with place(form, target) as folder:
            writer(form)([reading(), reading()], folder)
        assert len(list(target.iterdir())) >= 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "made"]


@pytest.mark.parametrize("form", FOLDER_FORMATS)
def test_nothing_that_stands_there_is_written_over(form: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(FileExistsError), place(form, tmp_path):
        pass
    with pytest.raises(NotADirectoryError), place(form, tmp_path / "notes.txt"):
        pass
    with pytest.raises(FileNotFoundError), place(form, tmp_path / "no" / "folder"):
        pass
    with pytest.raises(ValueError, match="into a folder"), place(form, None):
        pass
    assert (tmp_path / "notes.txt").read_text() == "mine"
