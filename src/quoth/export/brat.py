"""Quotations in brat's stand-off format (https://brat.nlplab.org/standoff.html), and back.

An article is two files: its text, and the annotations beside it. `annotation.conf` tells brat
what there is to annotate, so that the folder opens in it as it is.

    T1  Content 0 17;34 52  “I am not sorry,” “and I never was.”    what was said
    A1  Type T1 direct                                              its type
    T2  Cue 18 22   said                                            the words that tell so
    R1  CueOf Arg1:T2 Arg2:T1                                       whose they are
    T3  Source 23 32    Ada Quist
    R2  SourceOf Arg1:T3 Arg2:T1
    A2  SpeakerKind T1 person
    #1  AnnotatorNotes T1   Ada Quist                               the speaker's name

Offsets are code points. brat takes one line an annotation and the text of an annotation into
it, so a stretch that runs over a line end (or a tab) is cut there into two; what is read back
joins what nothing else parts. A line end at the very edge of a stretch is lost.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from quoth.article import Article, Span
from quoth.errors import Malformed
from quoth.export.characters import encodable
from quoth.quotation import Quotation, QuotationType, Reading, Speaker, SpeakerKind

_TYPES: dict[str, QuotationType] = {name: name for name in get_args(QuotationType)}
_KINDS: dict[str, SpeakerKind] = {name: name for name in get_args(SpeakerKind)}
CONFIGURATION = f"""[entities]
Content
Cue
Source

[relations]
CueOf\tArg1:Cue, Arg2:Content
SourceOf\tArg1:Source, Arg2:Content
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Type\tArg:Content, Value:{"|".join(_TYPES)}
SpeakerKind\tArg:Content, Value:{"|".join(_KINDS)}
"""

# All at which Python (and so brat) ends a line, and the tab that parts the columns.
_BREAK = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_UNBROKEN = re.compile(f"[^{_BREAK}]+")
_BROKEN = re.compile(f"[{_BREAK}]*")
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80

# More digits are no offset, and Python reads no number of thousands.
_PAIR = r"\d{1,18} \d{1,18}"
_TEXT_BOUND = re.compile(rf"(T\S*)\t(\S+) ({_PAIR}(?:;{_PAIR})*)(?:\t.*)?")
_RELATION = re.compile(r"(R\S*)\t(\S+) (\S+?):(\S+) (\S+?):(\S+)\s*")
_ATTRIBUTE = re.compile(r"([AM]\S*)\t(\S+) (\S+) (\S+)\s*")
_NOTE = re.compile(r"(#\S*)\t(\S+) (\S+)\t(.*)")


def write_brat(readings: Iterable[Reading], folder: Path) -> None:
    """Write two files an article, numbered in their order, and the configuration.

    Args:
        readings: what to write.
        folder: where to; it must be there.
    """
    (folder / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8")
    for number, reading in enumerate(readings, 1):
        name = f"{number:06}-{_named(reading.article.id)}"
        _write(folder / f"{name}.txt", reading.article.text)
        _write(folder / f"{name}.ann", "".join(f"{line}\n" for line in _lines(reading)))


def read_brat(folder: Path) -> Iterator[Reading]:
    """Yield what the pairs of files in a folder hold, in the order of their names.

    Args:
        folder: where they are; a text without annotations has no quotations.

    Yields:
        Readings named after their files. A content is a quotation; sources and cues are those
        that point to it; whatever else was annotated is passed over. Blocks and confidence
        are not in the format.

    Raises:
        Malformed: a line cannot be read, or a content has no type; `source` tells the file.
    """
    for path in sorted(folder.glob("*.txt")):
        text = _read(path)
        beside = path.with_suffix(".ann")
        lines = _read(beside).split("\n") if beside.exists() else []
        found = _quotations(_parsed(lines, str(beside)), text, str(beside))
        yield Reading(Article(text, id=path.stem), tuple(found))


def _named(name: str) -> str:
    kept = _NOT_IN_A_NAME.sub("_", re.sub(r"\.\w{1,5}$", "", encodable(name))).strip("_.")
    return kept[-_LONGEST_NAME:] or "article"


def _write(path: Path, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(encodable(text))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(str(path), "not UTF-8", "save it as UTF-8") from error


def _lines(reading: Reading) -> Iterator[str]:
    """Yield the lines of the annotations; each kind is numbered through."""
    text = reading.article.text
    bound = attributes = relations = notes = 0
    for quotation in reading.quotations:
        stretches = _unbroken(quotation.content, text)
        if not stretches:
            continue
        bound += 1
        content = f"T{bound}"
        yield f"{content}\tContent {_bound(stretches, text)}"
        attributes += 1
        yield f"A{attributes}\tType {content} {quotation.type}"
        for role, spans in (("Cue", quotation.cue), ("Source", quotation.source)):
            if stretches := _unbroken(spans, text):
                bound += 1
                yield f"T{bound}\t{role} {_bound(stretches, text)}"
                relations += 1
                yield f"R{relations}\t{role}Of Arg1:T{bound} Arg2:{content}"
        if quotation.speaker:
            attributes += 1
            yield f"A{attributes}\tSpeakerKind {content} {quotation.speaker.kind}"
            notes += 1
            name = " ".join(quotation.speaker.name.split())
            yield f"#{notes}\tAnnotatorNotes {content}\t{name}"


def _unbroken(spans: Sequence[Span], text: str) -> list[Span]:
    """Return the stretches of spans that stand on one line each."""
    return [
        Span(*part.span()) for begin, end in spans for part in _UNBROKEN.finditer(text, begin, end)
    ]


def _bound(stretches: Sequence[Span], text: str) -> str:
    places = ";".join(f"{begin} {end}" for begin, end in stretches)
    return f"{places}\t{' '.join(text[begin:end] for begin, end in stretches)}"


@dataclass
class _Annotations:
    """What a file of annotations holds.

    Attributes:
        bound: type and stretches of what is bound to the text, by its name.
        relations: what is pointed from, by the type of relation and what is pointed to.
        attributes: values by what they belong to and their name.
        notes: the first note on each thing.
    """

    bound: dict[str, tuple[str, list[Span]]] = field(default_factory=dict)
    relations: defaultdict[tuple[str, str], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def _parsed(lines: Sequence[str], source: str) -> _Annotations:
    held = _Annotations()
    for number, ended in enumerate(lines, 1):
        line = ended.rstrip("\r")
        if match := _TEXT_BOUND.fullmatch(line):
            spans = [Span(*map(int, pair.split(" "))) for pair in match[3].split(";")]
            held.bound[match[1]] = (match[2], spans)
        elif match := _RELATION.fullmatch(line):
            held.relations[match[2], match[6]].append(match[4])
        elif match := _ATTRIBUTE.fullmatch(line):
            held.attributes[match[3], match[2]] = match[4]
        elif match := _NOTE.fullmatch(line):
            held.notes.setdefault(match[3], match[4])
        elif line[:1] in ("T", "R", "A"):
            raise Malformed(f"{source}:{number}", "not a line of brat's stand-off format")
    return held


def _quotations(held: _Annotations, text: str, source: str) -> Iterator[Quotation]:
    contents = [(spans, name) for name, (kind, spans) in held.bound.items() if kind == "Content"]
    for number, (spans, name) in enumerate(sorted(contents, key=lambda pair: pair[0][0]), 1):
        kind = _TYPES.get(held.attributes.get((name, "Type"), ""))
        if kind is None:
            raise Malformed(source, f"{name} has no type that is known", "give it one in brat")
        called = held.notes.get(name)
        heard = _KINDS.get(held.attributes.get((name, "SpeakerKind"), ""), "person")
        cue, told_by = (
            [
                span
                for pointing in held.relations[relation, name]
                for span in held.bound.get(pointing, ("", []))[1]
            ]
            for relation in ("CueOf", "SourceOf")
        )
        yield Quotation(
            f"q{number}",
            kind,
            _joined(spans, text, source),
            _joined(cue, text, source),
            _joined(told_by, text, source),
            Speaker(called, heard, 1.0) if called else None,
        )


def _joined(spans: Sequence[Span], text: str, source: str) -> tuple[Span, ...]:
    """Return stretches in order, those joined between which there are only line ends."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if not begin < end <= len(text):
            raise Malformed(source, f"{begin} to {end} is no stretch of the text")
        if joined and _BROKEN.fullmatch(text, joined[-1].end, begin):
            joined[-1] = Span(joined[-1].begin, max(end, joined[-1].end))
        else:
            joined.append(Span(begin, end))
    return tuple(joined)
