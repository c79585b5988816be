"""What is written for brat is what brat takes, and comes back as it was."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.article import Article, Span
from quoth.errors import Malformed
from quoth.export.brat import read_brat, write_brat
from quoth.quotation import Quotation, Reading, Speaker

TEXT = (
    "The mill 𝔐 stays\n\n“I am not sorry,” said Ada Quist, “and I never\nwas.” "
    "She added that the mill would reopen."
)


def at(words: str) -> Span:
    begin = TEXT.index(words)
    return Span(begin, begin + len(words))


def reading() -> Reading:
    ada = Speaker("Ada Quist", "person", 1.0)
    direct = Quotation(
        "q1",
        "direct",
        (at("“I am not sorry,”"), at("“and I never\nwas.”")),
        (at("said"),),
        (at("Ada Quist"),),
        ada,
    )
    indirect = Quotation(
        "q2", "indirect", (at("that the mill would reopen"),), (at("added"),), (at("She"),), ada
    )
    unknown = Quotation("q3", "mixed", (at("reopen"),))
    return Reading(Article(TEXT, id="news/mill.txt"), (direct, indirect, unknown))


def written(folder: Path, *readings: Reading) -> list[str]:
    write_brat(readings, folder)
    return sorted(path.name for path in folder.iterdir())


def brat_takes(text: str, annotations: str) -> None:
    """What brat itself checks when it opens a document (annotation.py), line by line.

    It splits the file as Python splits lines, and wants of what is bound to the text that the
    stretches ascend without overlap and that its words are those of the text, parted by blanks.
    """
    bound = set()
    for line in annotations.splitlines():
        name, data, *tail = line.split("\t")
        assert re.fullmatch(r"[TRA#]\d+", name)
        if name[0] == "T":
            bound.add(name)
            _, places = data.split(" ", 1)
            pairs = [tuple(map(int, place.split(" "))) for place in places.split(";")]
            assert all(begin < end <= len(text) for begin, end in pairs)
            assert all(one[1] <= other[0] for one, other in pairwise(pairs))
            assert tail == [" ".join(text[begin:end] for begin, end in pairs)]
        else:
            pointed = {part.split(":")[-1] for part in data.split(" ")[1:]} & {*bound, data}
            assert pointed, line


def test_an_article_is_its_text_and_lines_that_bind_roles_to_it(tmp_path: Path) -> None:
    names = written(tmp_path, reading())
    assert names == ["000001-news_mill.ann", "000001-news_mill.txt", "annotation.conf"]
    assert (tmp_path / names[1]).read_bytes() == TEXT.encode()
    lines = (tmp_path / names[0]).read_text(encoding="utf-8").splitlines()
    assert lines[:8] == [
        "T1\tContent 18 35;52 64;65 70\t“I am not sorry,” “and I never was.”",
        "A1\tType T1 direct",
        "T2\tCue 36 40\tsaid",
        "R1\tCueOf Arg1:T2 Arg2:T1",
        "T3\tSource 41 50\tAda Quist",
        "R2\tSourceOf Arg1:T3 Arg2:T1",
        "A2\tSpeakerKind T1 person",
        "#1\tAnnotatorNotes T1\tAda Quist",
    ]
    brat_takes(TEXT, "\n".join(lines))


def test_all_that_is_used_stands_in_the_configuration(tmp_path: Path) -> None:
    written(tmp_path, reading())
    told = (tmp_path / "annotation.conf").read_text(encoding="utf-8")
    sections = re.findall(r"(?m)^\[(\w+)\]$", told)
    assert sections == ["entities", "relations", "events", "attributes"]
    used = re.findall(
        r"(?m)^[TRA]\d+\t(\w+) ", (tmp_path / "000001-news_mill.ann").read_text(encoding="utf-8")
    )
    assert {name for name in used if not re.search(rf"(?m)^{name}\b", told)} == set()


def test_contents_cues_sources_types_and_speakers_come_back(tmp_path: Path) -> None:
    written(tmp_path, reading())
    (found,) = read_brat(tmp_path)
    assert found == replace(reading(), article=Article(TEXT, id="000001-news_mill"))


def test_articles_of_one_name_are_kept_apart_and_in_order(tmp_path: Path) -> None:
    many = [Reading(Article(f"Words {n}", id="../x/…?.txt")) for n in range(12)]
    names = written(tmp_path, *many)
    assert len(names) == 25
    assert all(re.fullmatch(r"[\w.-]+", name) for name in names)
    assert [found.article.text for found in read_brat(tmp_path)] == [
        one.article.text for one in many
    ]


def test_what_people_added_in_brat_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ada said yes.", encoding="utf-8")
    (tmp_path / "a.ann").write_text(
        "T7\tSource 0 3\tAda\nT2\tContent 9 12\tyes\nT9\tPlace 0 3\tAda\n"
        "*\tEquiv T7 T9\nA4\tType T2 indirect\nR1\tSourceOf Arg1:T7 Arg2:T2\n\n",
        encoding="utf-8",
    )
    (found,) = read_brat(tmp_path)
    assert found.quotations == (Quotation("q1", "indirect", (Span(9, 12),), source=(Span(0, 3),)),)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("T1\tContent 0 3\tAda", "T1 has no type"),
        ("T1\tContent 0 x\tAda", "a.ann:1: not a line of brat"),
        ("T1\tContent 0 99\tAda\nA1\tType T1 direct", "no stretch of the text"),
        ("T1 Content 0 3 Ada", "not a line of brat"),
        (f"T1\tContent 0 {'9' * 5_000}\tAda", "not a line of brat"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "a.txt").write_text("Ada said yes.", encoding="utf-8")
    (tmp_path / "a.ann").write_text(line, encoding="utf-8")
    with pytest.raises(Malformed, match=re.escape(told)):
        list(read_brat(tmp_path))


def test_a_file_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(Malformed, match=r"a\.txt: not UTF-8"):
        list(read_brat(tmp_path))


@given(st.data())
def test_stretches_of_any_text_come_back_but_for_line_ends_at_their_edges(
    data: st.DataObject,
) -> None:
    text = data.draw(st.text(alphabet="ab 𝔐“\t\n\r\x0b\x85\u2028\ud800", min_size=1, max_size=30))
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    spans = tuple(Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False))
    content = spans or (Span(0, len(text)),)
    speaker = Speaker(text + "x", "group", 1.0)
    given_one = Quotation("q1", "direct", content, source=content[:1], speaker=speaker)
    with TemporaryDirectory() as made:
        folder = Path(made)
        written(folder, Reading(Article(text, id="a"), (given_one,)))
        kept = text.replace("\ud800", "\ufffd")
        brat_takes(kept, (folder / "000001-a.ann").read_bytes().decode())
        (found,) = read_brat(folder)
    assert found.article.text == kept

    def words(spans: tuple[Span, ...]) -> str:
        return "".join(kept[begin:end] for begin, end in spans).translate(
            dict.fromkeys(map(ord, "\t\n\r\x0b\x85\u2028"))
        )

    if words(content):
        assert words(found.quotations[0].content) == words(content)
        assert found.quotations[0].speaker is not None
        for begin, end in found.quotations[0].content:
            assert not {kept[begin], kept[end - 1]} & set("\t\n\r\x0b\x85\u2028")
    else:
        assert found.quotations == ()
