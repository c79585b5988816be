"""Plain text to an article: the text as it is, and what each stretch of it plainly is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quoth.article import Article, Block, BlockKind
from quoth.errors import EmptyInput, Malformed
from quoth.intake.paragraphs import Paragraph, paragraphs_of
from quoth.intake.posts import Post, card, is_quoted, post_like, signature
from quoth.intake.turns import questions_in

_LONGEST_HEADLINE = 200
_LONGEST_STANDFIRST = 300
_LONGEST_POST = 1500
_LONGEST_CAPTION = 500
_LONGEST_HEADING = 80
# No end of a caption that tells whose picture it is, by `_CAPTION_END`, is longer.
_LONGEST_CREDIT = 120

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"(?<!\b[A-Z])(?<!\.\.)\.[\"'”’»)\]]*$")
_BYLINE = re.compile(r"^(?:By|BY|Words by|Reporting by)\s+(?P<name>[A-Z][^\n:]{2,100})$")
_DATELINE = re.compile(r"^[A-Z][A-Za-z .,'’/()-]{1,60}\s?(?:—|–|--)\s|^[A-Z ,.]{3,40}: ")
_CREDIT = (
    r"(?:Pictures?|Photos?|Photographs?|Photography|Images?|Pic|Illustrations?|Credit|Graphic)"
)
_CAPTION_BEGIN = re.compile(rf"(?:{_CREDIT}|Caption|Pictured|Above|Below)(?::| by\b| /| \|)\s?\S")
_CAPTION_END = re.compile(
    rf"\(?\b{_CREDIT}(?: by)?\s?[:/]\s?[^.:]{{2,80}}\.?\)?$"
    rf"|\((?:{_CREDIT} by\b|{_CREDIT} courtesy)[^()]{{2,80}}\)\.?$"
    r"|(?:\(|/|—|– )\s?(?:[^()\n]{0,60}/)?"
    r"(?:Getty(?: Images)?|AFP|AP(?: Photo)?|Reuters|EPA|PA)\)?$"
)
# Any such end has one of these: to look for them is quick.
_CREDIT_SIGN = re.compile(r"[(/:—–]")
_RELEASE_NOTICE = re.compile(
    r"^(?:for (?:immediate )?release|(?:press|news|media) release|(?:under )?embargo(?:ed)?)\b"
    r"(?:\W*$|\W*(?:until|till)\b|.*\d)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[-*•‣·◦▪]\s+|\d{1,2}[.)]\s+)\S")
_MARKDOWN_HEADING = re.compile(r"^#{1,6}\s+\S")
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Piece(NamedTuple):
    """A block before its end is settled: where it begins and what it is."""

    begin: int
    kind: BlockKind
    post: Post | None = None


def article_from_text(
    text: str,
    *,
    id: str,
    headline: str | None = None,
    standfirst: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Article:
    """Return the article that a plain text is; its text is the one given, unchanged.

    Args:
        text: the whole text, line ends as they are.
        id: what names it in outputs.
        headline, standfirst: where known from elsewhere; they become blocks where the text
            begins with them. Where no headline is given, one is recognised that plainly is
            such: a short first line without a full stop, before longer ones.
        url, outlet, byline, published, language: kept as given.

    Returns:
        The article, its blocks a partition of its text by code points.

    Raises:
        EmptyInput: there is nothing but white space.
        Malformed: the text has lone surrogates, which no encoding can write.
    """
    if _SURROGATE.search(text):
        raise Malformed(id, "the text has half characters (lone surrogates)", "mend its encoding")
    paragraphs = paragraphs_of(text)
    if not paragraphs:
        raise EmptyInput(id, "there is nothing to read in it")
    starts = _opening(text, paragraphs, headline, standfirst)
    body = [p for p in paragraphs if p.begin >= starts.body]
    pieces = [*starts.pieces, *_body(body)]
    if headline is None and starts.headline:
        headline = starts.headline
    if byline is None:
        byline = _byline_of(body)
    return Article(
        text=text,
        blocks=_partition(pieces, len(text)),
        id=id,
        url=url,
        outlet=outlet,
        headline=headline or None,
        byline=byline,
        published=published,
        language=language,
    )


def begins_with(text: str, words: str, start: int = 0) -> int | None:
    """Return where `words` end in `text` from `start` on, or None where it begins otherwise.

    White space counts as equal, whatever and however much; the words must end their line.
    """
    pattern = r"\s*" + r"\s+".join(map(re.escape, words.split()))
    found = re.compile(pattern + r"(?=[^\S\n]*(?:[\r\n\u2028\u2029]|$))").match(text, start)
    return found.end() if found and words.strip() else None


def _partition(pieces: Sequence[_Piece], length: int) -> tuple[Block, ...]:
    """Return blocks from these beginnings; the first takes in what stands before it."""
    ends = [piece.begin for piece in pieces[1:]] + [length]
    begins = [0, *ends[:-1]]
    return tuple(
        Block(p.kind, begin, end, post.author, post.handle, post.date, post.platform)
        for p, begin, end in zip(pieces, begins, ends, strict=True)
        for post in [p.post or Post()]
    )


class _Opening(NamedTuple):
    pieces: tuple[_Piece, ...] = ()
    body: int = 0
    headline: str | None = None


def _opening(
    text: str, paragraphs: Sequence[Paragraph], headline: str | None, standfirst: str | None
) -> _Opening:
    if headline:
        end = begins_with(text, headline)
        if end is None:
            return _Opening()
        pieces = [_Piece(paragraphs[0].begin, "headline")]
        if standfirst:
            further = begins_with(text, standfirst, end)
            if further is not None:
                second = next(p.begin for p in paragraphs if p.begin >= end)
                pieces.append(_Piece(second, "standfirst"))
                end = further
        else:
            after = [p for p in paragraphs if p.begin >= end]
            if _is_standfirst(after):
                pieces.append(_Piece(after[0].begin, "standfirst"))
                end = after[0].end
        return _Opening(tuple(pieces), end, headline)
    alone = begins_with(text, standfirst) if standfirst else None
    if alone is not None:
        return _Opening((_Piece(paragraphs[0].begin, "standfirst"),), alone)
    if _is_release_notice(paragraphs[0].words):
        behind = _opening(text, paragraphs[1:], None, None) if paragraphs[1:] else _Opening()
        if behind.headline:
            return behind._replace(pieces=(_Piece(0, "heading"), *behind.pieces))
    if not _is_headline(paragraphs):
        return _Opening()
    first, rest = paragraphs[0], list(paragraphs[1:])
    words = " ".join(first.words.split()).lstrip("# ")
    if _is_standfirst(rest):
        return _Opening(
            (_Piece(first.begin, "headline"), _Piece(rest[0].begin, "standfirst")),
            rest[0].end,
            words,
        )
    return _Opening((_Piece(first.begin, "headline"),), first.end, words)


def _is_release_notice(words: str) -> bool:
    """Tell whether a line says that a press release may be printed, and from when on."""
    return len(words) <= _LONGEST_HEADING and bool(_RELEASE_NOTICE.match(words))


def _is_headline(paragraphs: Sequence[Paragraph]) -> bool:
    if len(paragraphs) < 2:
        return False
    words = paragraphs[0].words
    if _MARKDOWN_HEADING.match(words):
        return True
    if len(words) > _LONGEST_HEADLINE or len(words.split()) < 2 or len(words.split()) > 35:
        return False
    if words[-1] in ",;:" or _BULLET.match(words) or is_quoted(words) or _BYLINE.match(words):
        return False
    if words[0].islower() and words[1:2].islower():
        return False
    if _FULL_STOP.search(words) and not _in_title_case(words):
        return False
    if re.match(r"(?:Q|A|Question|Answer)[:.]\s", words) or signature(words):
        return False
    body = [p.words for p in paragraphs[1:]]
    return any(len(p) >= 60 and _SENTENCE_END.search(p) for p in body[:6])


def _in_title_case(words: str) -> bool:
    main = [w for w in re.findall(r"[^\W\d_][\w’'-]*", words) if len(w) > 3]
    return len(main) >= 3 and all(w[0].isupper() for w in main)


def _is_standfirst(rest: Sequence[Paragraph]) -> bool:
    """Tell whether the paragraph after the headline is a standfirst, as far as form shows it.

    Either it has no full stop, or only line ends part it from the headline and a blank line
    from a body whose own paragraphs are parted by line ends.
    """
    if len(rest) < 2:
        return False
    words = rest[0].words
    if len(words) > _LONGEST_STANDFIRST or len(words.split()) < 4 or len(words) < 20:
        return False
    if _BYLINE.match(words) or _DATELINE.match(words) or _is_caption(words):
        return False
    if _BULLET.match(words) or is_quoted(words) or signature(words) or words[-1] in ",;:":
        return False
    if not any(len(p.words) >= 60 and _SENTENCE_END.search(p.words) for p in rest[1:4]):
        return False
    if not _SENTENCE_END.search(words):
        return True
    return not rest[0].after_blank and rest[1].after_blank


def _is_caption(words: str) -> bool:
    """Tell whether words begin or end as captions do."""
    if _CAPTION_BEGIN.match(words):
        return True
    end = max(0, len(words) - _LONGEST_CREDIT)
    return bool(_CREDIT_SIGN.search(words, end) and _CAPTION_END.search(words, end))


def _byline_of(body: Sequence[Paragraph]) -> str | None:
    for paragraph in body[:2]:
        found = _BYLINE.match(paragraph.words)
        if found and len(found["name"].split()) <= 12 and not _FULL_STOP.search(found["name"]):
            return found["name"].strip()
    return None


def _body(paragraphs: Sequence[Paragraph]) -> list[_Piece]:
    posts = _posts(paragraphs)
    asked = questions_in([p.words for p in paragraphs])
    blanks = sum(p.after_blank for p in paragraphs) * 2 > len(paragraphs)
    pieces: list[_Piece] = []
    i = 0
    while i < len(paragraphs):
        if i in posts:
            end, post = posts[i]
            pieces.append(_Piece(paragraphs[i].begin, "embed", post))
            i = end
            continue
        kind: BlockKind = "question" if i in asked else _kind(paragraphs, i, blanks)
        goes_on = (
            kind == "block_quote"
            and i > 0
            and pieces
            and pieces[-1].kind == kind
            and not paragraphs[i].after_blank
        )
        if not goes_on:
            pieces.append(_Piece(paragraphs[i].begin, kind))
        i += 1
    return pieces


def _kind(paragraphs: Sequence[Paragraph], i: int, blanks: bool) -> BlockKind:
    words = paragraphs[i].words
    if is_quoted(words):
        return "block_quote"
    if _MARKDOWN_HEADING.match(words):
        return "heading"
    if _BULLET.match(words):
        around = [paragraphs[j].words for j in (i - 1, i + 1) if 0 <= j < len(paragraphs)]
        return "list_item" if any(_BULLET.match(w) for w in around) else "paragraph"
    if len(words) <= _LONGEST_CAPTION and _is_caption(words):
        return "caption"
    if _is_heading(paragraphs, i, blanks):
        return "heading"
    return "paragraph"


def _is_heading(paragraphs: Sequence[Paragraph], i: int, blanks: bool) -> bool:
    words = paragraphs[i].words
    if i + 1 >= len(paragraphs) or len(words) > _LONGEST_HEADING or len(words.split()) > 12:
        return False
    if blanks and not (paragraphs[i].after_blank and paragraphs[i + 1].after_blank):
        return False
    if not (words[0].isupper() or words[0].isdigit() or words[0] in "‘“'\""):
        return False
    if (
        words[-1] in ".,;:!?…”’'\""
        or re.search(r"[.!?] ", words)
        or _BYLINE.match(words)
        or ": " in words[:40]
    ):
        return False
    if re.search(r"\d{1,2}[:.]\d\d|\b\d{4}$|@|https?:|^(?:\*\*|__)", words):
        return False
    following = paragraphs[i + 1].words
    return len(following) > 2 * len(words) and _SENTENCE_END.search(following) is not None


def _posts(paragraphs: Sequence[Paragraph]) -> dict[int, tuple[int, Post]]:
    """Return, for each post's first paragraph, the index after its last and what it tells."""
    found: dict[int, tuple[int, Post]] = {}
    done = 0
    i = 0
    while i < len(paragraphs):
        end, post = _card_at(paragraphs, i)
        if post:
            found[i] = (end, post)
            i = done = end
            continue
        signed = signature(paragraphs[i].words)
        if signed:
            at, post = signed
            first = i
            if not _has_words(paragraphs[i].words[:at]) or is_quoted(paragraphs[i].words):
                first = _first_of_post(paragraphs, i, done)
            found[first] = (i + 1, post)
            done = i + 1
        i += 1
    return found


def _has_words(words: str) -> bool:
    return any(c.isalnum() for c in words)


def _card_at(paragraphs: Sequence[Paragraph], i: int) -> tuple[int, Post | None]:
    """Read a card from the lines that stand together, with no blank line between them."""
    if not paragraphs[i].after_blank:
        return i, None
    end = i + 1
    while end < len(paragraphs) and not paragraphs[end].after_blank and end - i <= 40:
        end += 1
    if end - i < 3 or end - i > 40:
        return i, None
    return end, card([p.words for p in paragraphs[i:end]])


def _first_of_post(paragraphs: Sequence[Paragraph], last: int, done: int) -> int:
    """Go back from a signature on a line of its own to where its post begins.

    What surely belongs to it: lines set off by ">", and the line before them, where a
    platform prints a quoted post below the words of the one who shares it; lines that no
    blank line parts, while they look like a post's; else the one paragraph before.
    """
    first = last
    room = _LONGEST_POST
    while first > done and is_quoted(paragraphs[first - 1].words):
        first -= 1
        room -= len(paragraphs[first].words)
    quoted = first < last or is_quoted(paragraphs[last].words)
    if first > done and not (quoted and paragraphs[first].after_blank):
        before = paragraphs[first - 1].words
        if len(before) < room and (not quoted or _opens_post(before)):
            first -= 1
            room -= len(before)
    while first > done and not quoted and not paragraphs[first].after_blank:
        before = paragraphs[first - 1].words
        if len(before) > room or not _opens_post(before) or len(before) > 300:
            break
        first -= 1
        room -= len(before)
    return first


def _opens_post(words: str) -> bool:
    return len(words) <= 320 and (post_like(words) or not _SENTENCE_END.search(words))
