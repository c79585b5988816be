"""Articles and their quotations in TEI P5 (https://tei-c.org/guidelines/p5/).

One article is a `<TEI>`, several are a `<teiCorpus>` of them. The text of the `<body>` is the
article's text, character for character, but for those that XML cannot hold: each is replaced by
one U+FFFD. Each block is a `<p>` or, if it is no paragraph, an `<ab>` of its type.

Contents are `<said>`, cues and sources `<seg>`. Where they run over the end of a block or cross
each other, they are cut into parts, so that all of them nest; the parts of one quotation's
content, fragments and cuts alike, are chained by `next` and `prev`. Parts that touch are one
stretch.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TextIO

from quoth.article import Article, Block
from quoth.export.characters import allowed_in_xml
from quoth.export.dates import is_date
from quoth.export.identity import Identify, Identity, unknown
from quoth.export.tei_marking import turns_of
from quoth.quotation import Quotation, Reading, Speaker, SpeakerKind
from quoth.version import __version__

NAMESPACE = "http://www.tei-c.org/ns/1.0"

_SPECIAL = re.compile(r"[&<>\"\r\n\t]")
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
# A parser takes a line end or tab in an attribute for a blank, unless it is written like this.
_IN_VALUE = {**_IN_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-3]):\d\d)?", re.ASCII
)


def write_tei(readings: Iterable[Reading], stream: TextIO, *, identify: Identify = unknown) -> None:
    """Write a TEI document of one article, or a corpus of several.

    Of no article it is a corpus with its header alone: well-formed, but TEI has no valid one.

    Args:
        readings: what to write.
        stream: where to.
        identify: tells the lasting number of a quotation and the address of its speaker.
    """
    coming = _identified(readings, identify)
    first = list(islice(coming, 2))  # Only then is it known which of the two it will be.
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    if len(first) == 1:
        stream.writelines(_document(*first[0], 1, alone=True))
        return
    stream.write(f'<teiCorpus xmlns="{NAMESPACE}">\n')
    stream.write("<teiHeader>\n<fileDesc>\n<titleStmt><title>Articles</title></titleStmt>\n")
    stream.write(f"{_PUBLICATION}<sourceDesc><p>The articles, as read.</p></sourceDesc>\n")
    stream.write("</fileDesc>\n</teiHeader>\n")
    for number, (reading, known) in enumerate(chain(first, coming), 1):
        stream.writelines(_document(reading, known, number, alone=False))
        stream.flush()
    stream.write("</teiCorpus>\n")


_PUBLICATION = (
    f"<publicationStmt><p>Quotations marked by Quoth {__version__}.</p></publicationStmt>\n"
)


def _identified(
    readings: Iterable[Reading], identify: Identify
) -> Iterator[tuple[Reading, list[Identity]]]:
    for reading in readings:
        yield reading, [identify(reading, quotation) for quotation in reading.quotations]


def _document(
    reading: Reading, known: Sequence[Identity], number: int, *, alone: bool
) -> Iterator[str]:
    people = _People(reading, known, f"a{number}")
    yield f'<TEI xmlns="{NAMESPACE}">\n' if alone else f'<TEI xml:id="a{number}">\n'
    yield from _header(reading.article, people)
    yield '<text>\n<body xml:space="preserve">'
    yield from _body(reading, known, people, f"a{number}")
    yield "</body>\n</text>\n</TEI>\n"


def _header(article: Article, people: _People) -> Iterator[str]:
    headline = article.headline or article.id or "Untitled"
    yield "<teiHeader>\n<fileDesc>\n<titleStmt>"
    yield f"<title>{_text(headline)}</title>"
    yield f"<author>{_text(article.byline)}</author>" if article.byline else ""
    yield f"</titleStmt>\n{_PUBLICATION}<sourceDesc>\n<bibl>"
    yield f"<idno>{_text(article.id)}</idno>" if article.id else ""
    yield f"<title>{_text(article.headline)}</title>" if article.headline else ""
    yield f"<publisher>{_text(article.outlet)}</publisher>" if article.outlet else ""
    if article.published:
        yield f"<date{_when(article.published)}>{_text(article.published)}</date>"
    yield f'<idno type="URL">{_text(article.url)}</idno>' if article.url else ""
    yield "</bibl>\n</sourceDesc>\n</fileDesc>\n"
    language = article.language if _LANGUAGE.fullmatch(article.language or "") else None
    if language or people.entries:
        yield "<profileDesc>\n"
        if language:
            yield f'<langUsage><language ident="{language}"/></langUsage>\n'
        yield from people.lists()
        yield "</profileDesc>\n"
    yield "</teiHeader>\n"


def _when(date: str) -> str:
    """Return the attribute that holds a date for machines, if it is one that TEI takes."""
    written_so = _DATE.fullmatch(date) or _TIME.fullmatch(date)
    return f' when="{date}"' if written_so and is_date(date) else ""


class _People:
    """Those whom an article's quotations name, each with a name within the document.

    Attributes:
        entries: of each the name within the document, who it is, and what is known of them.
    """

    def __init__(self, reading: Reading, known: Sequence[Identity], prefix: str) -> None:
        self.entries: list[tuple[str, Speaker | str, Identity]] = []
        self._prefix = prefix
        self._speakers: dict[tuple[str, SpeakerKind], str] = {}
        self._names: dict[str, str] = {}
        for quotation, identity in zip(reading.quotations, known, strict=True):
            who = quotation.speaker
            if who and (who.name, who.kind) not in self._speakers:
                own = self._add(who, identity)
                self._speakers[who.name, who.kind] = own
                self._names.setdefault(who.name, own)
        for quotation in reading.quotations:
            if quotation.addressee and quotation.addressee not in self._names:
                self._names[quotation.addressee] = self._add(quotation.addressee, Identity())

    def pointers(self, quotation: Quotation) -> str:
        """Return the attributes that point to who speaks and who is spoken to."""
        speaker, addressee = quotation.speaker, quotation.addressee
        who = f' who="#{self._speakers[speaker.name, speaker.kind]}"' if speaker else ""
        return who + (f' toWhom="#{self._names[addressee]}"' if addressee else "")

    def lists(self) -> Iterator[str]:
        """Yield the description of all of them."""
        people = [one for one in self.entries if not _is_body(one[1])]
        bodies = [one for one in self.entries if _is_body(one[1])]
        if not self.entries:
            return
        yield "<particDesc>\n"
        if people:
            yield "<listPerson>\n" + "".join(_entry(*one) for one in people) + "</listPerson>\n"
        if bodies:
            yield "<listOrg>\n" + "".join(_entry(*one) for one in bodies) + "</listOrg>\n"
        yield "</particDesc>\n"

    def _add(self, who: Speaker | str, known: Identity) -> str:
        own = f"{self._prefix}s{len(self.entries) + 1}"
        self.entries.append((own, who, known))
        return own


def _is_body(who: Speaker | str) -> bool:
    return isinstance(who, Speaker) and who.kind in ("organization", "document")


def _entry(own: str, who: Speaker | str, known: Identity) -> str:
    """Return who somebody is; of one who is only spoken to, the article's words are known."""
    name, kind = (who.name, who.kind) if isinstance(who, Speaker) else (who, "addressee")
    tag, naming = "personGrp", "persName"
    if kind in ("organization", "document"):
        tag, naming = "org", "orgName"
    elif kind in ("person", "unnamed"):
        tag = "person"
    told = f"<{naming}>{_text(name)}</{naming}>"
    if known.speaker and known.speaker != name:
        told += f'<{naming} type="usual">{_text(known.speaker)}</{naming}>'
    if known.speaker_url:
        told += f'<idno type="URI">{_text(known.speaker_url)}</idno>'
    return f'<{tag} xml:id="{own}" role="{kind}">{told}</{tag}>\n'


def _body(
    reading: Reading, known: Sequence[Identity], people: _People, prefix: str
) -> Iterator[str]:
    text = allowed_in_xml(reading.article.text)
    blocks = reading.article.blocks or (Block("paragraph", 0, len(text)),)
    turns = turns_of(reading.quotations, blocks)
    parts = Counter(
        turn.mark.quotation
        for held in turns
        for turn in held
        if turn.opens and turn.mark.role == "content"
    )
    begun: Counter[int] = Counter()
    for block, held in zip(blocks, turns, strict=True):
        tag, kind = ("p", "") if block.kind == "paragraph" else ("ab", f' type="{block.kind}"')
        yield f"<{tag}{kind}>"
        at = block.begin
        for turn in held:
            yield _text(text[at : turn.at])
            at = turn.at
            number, role = turn.mark.quotation, turn.mark.role
            own = f"{prefix}q{number + 1}"
            if not turn.opens:
                yield "</said>" if role == "content" else "</seg>"
            elif role == "content":
                begun[number] += 1
                quotation = reading.quotations[number]
                yield f"<said{_chained(own, begun[number], parts[number])}"
                yield f"{_said(quotation, known[number])}{people.pointers(quotation)}>"
            else:
                yield f'<seg type="{role}" corresp="#{own}">'
        yield f"{_text(text[at : block.end])}</{tag}>"


def _chained(own: str, part: int, parts: int) -> str:
    """Return the name of a part of a content, and those of its neighbours."""
    names = [own if number == 1 else f"{own}.{number}" for number in (part - 1, part, part + 1)]
    before = f' prev="#{names[0]}"' if part > 1 else ""
    after = f' next="#{names[2]}"' if part < parts else ""
    return f' xml:id="{names[1]}"{before}{after}'


def _said(quotation: Quotation, known: Identity) -> str:
    direct = "true" if quotation.type == "direct" else "false"
    mixed = ' rend="mixed"' if quotation.type == "mixed" else ""
    # Whether it was uttered is sure only where the article tells to whom, how or at what event.
    uttered = quotation.addressee or quotation.channel or quotation.occasion
    aloud = "true" if uttered else "unknown"
    named = _value(known.id or quotation.id)
    sure = f"{quotation.confidence:.4f}".rstrip("0").rstrip(".")
    return f' n="{named}" direct="{direct}" aloud="{aloud}"{mixed} cert="{sure}"'


def _text(text: str) -> str:
    """Return words as the text of an element."""
    return _SPECIAL.sub(lambda found: _IN_TEXT.get(found[0], found[0]), allowed_in_xml(text))


def _value(text: str) -> str:
    """Return words as the value of an attribute."""
    return _SPECIAL.sub(lambda found: _IN_VALUE[found[0]], allowed_in_xml(text))
