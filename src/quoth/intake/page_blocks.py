"""The body of a page as blocks: what trafilatura takes for the main text, with posts put back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml.html import HtmlElement

from quoth.article import BlockKind
from quoth.intake.page_furniture import removed, without_furniture
from quoth.intake.page_metadata import PageMetadata
from quoth.intake.page_posts import EmbeddedPosts
from quoth.intake.page_words import flat, key, words_of
from quoth.intake.posts import Post, signature
from quoth.intake.turns import questions_in

_READ_ALSO = re.compile(
    r"^\W*(?:read (?:also|more|next|on|this)|also read|see also|related|recommended|more from"
    r"|you may also like|don['’]t miss|watch|listen|subscribe|sign up|advertisement)\b",
    re.IGNORECASE,
)
# Of an element; what introduces a box stands in it, be it set off by white space.
_BEGINNING = 300
_LONGEST_BOX = 400
# Times as much text in the one as in the other: then the precise mode has lost the article.
_WIDE_APART = 3
_REPEATED_WORDS = 5
_REPEATED_RUN = 12
_REPEATED_WHOLE = 25
# Blocks times characters: a second of comparing, beyond any real page.
_MOST_COMPARED = 2_000_000_000


@dataclass(frozen=True, slots=True)
class PageBlock:
    """One block of a page: what it is, its words, and of an embedded post what it tells."""

    kind: BlockKind
    words: str
    post: Post | None = None


def body_blocks(
    tree: HtmlElement,
    posts: EmbeddedPosts,
    metadata: PageMetadata,
    standfirst: str | None,
) -> list[PageBlock]:
    """Return the body's blocks, without what stands elsewhere in the article already.

    Args:
        tree: the page, its embedded posts taken out; it is changed.
        posts: those posts.
        metadata: of the page; its headline is left out of the body.
        standfirst: left out of the body too.
    """
    bold = _bold(tree)
    blocks = _main_text(deepcopy(tree) if posts.posts else tree)
    blocks = _with_remains(_with_posts(blocks, tree, posts))
    blocks = [b for b in blocks if b.kind == "embed" or not _is_opening(b, metadata, standfirst)]
    return _asked(_without_repeats(blocks), bold)


def _is_opening(block: PageBlock, metadata: PageMetadata, standfirst: str | None) -> bool:
    """Tell the headline, the standfirst, and a fuller headline over the text."""
    words, headline = key(block.words), key(metadata.headline or "")
    if not words or words in (headline, key(standfirst or "")):
        return True
    return bool(headline) and block.kind == "heading" and words.startswith(headline + " ")


def _drop_boxes(tree: HtmlElement) -> None:
    """Remove boxes that lead to other articles: short, so introduced, and mostly links."""
    for element in list(tree.iter("p", "div", "li", "section", "h2", "h3", "h4", "h5", "strong")):
        parent = element.getparent()
        text = element.text_content()
        if parent is None or not _READ_ALSO.match(flat(text[:_BEGINNING])):
            continue
        words = flat(text)
        if len(words) > _LONGEST_BOX:
            continue
        linked = sum(len(flat(a.text_content())) for a in element.iter("a"))
        if linked * 2 >= len(words):
            removed(element)


def _main_text(tree: HtmlElement) -> list[PageBlock]:
    """Return what trafilatura takes for the main text, without what trails it.

    Its balanced mode keeps headings and lists inside an article, but also links and notes
    around it; its precise mode drops both. So the balanced text is cut to where the precise
    one begins and ends (on pages with known text: as much of it as the one, as clean as the
    other; `benchmarks/pages.py` measures it). Both run fast, without a second opinion from
    other extractors; where they disagree widely, the precise one is asked again with these.
    """
    without_furniture(tree)
    _drop_boxes(tree)
    balanced = _extracted(tree, fast=True)
    precise = _extracted(tree, fast=True, precise=True)
    if _size(precise) * _WIDE_APART < _size(balanced):
        precise = _extracted(tree, precise=True)
    kept = {block.words for block in precise}
    common = [i for i, block in enumerate(balanced) if block.words in kept]
    if common:
        return balanced[common[0] : common[-1] + 1]
    return balanced or _extracted(tree)


def _size(blocks: list[PageBlock]) -> int:
    return sum(len(block.words) for block in blocks)


def _extracted(tree: HtmlElement, *, fast: bool = False, precise: bool = False) -> list[PageBlock]:
    from trafilatura import bare_extraction

    found = bare_extraction(
        deepcopy(tree), include_comments=False, fast=fast, favor_precision=precise
    )
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    return [block for block in _from_body(found.body) if block.words]


def _from_body(body: HtmlElement) -> Iterator[PageBlock]:
    """Yield the blocks of trafilatura's tree; bare words between its elements are paragraphs."""
    yield PageBlock("paragraph", flat(body.text or ""))
    for element in body:
        yield from _from_element(element)
        yield PageBlock("paragraph", flat(element.tail or ""))


def _from_element(element: HtmlElement) -> Iterator[PageBlock]:
    tag = element.tag
    if tag == "list":
        for item in element:
            yield PageBlock("list_item", words_of(item))
            yield PageBlock("list_item", flat(item.tail or ""))
    elif tag == "table":
        for row in element.iter("row"):
            yield PageBlock("paragraph", "\t".join(flat(words_of(cell)) for cell in row).strip())
    elif tag in ("quote", "head"):
        yield PageBlock("block_quote" if tag == "quote" else "heading", words_of(element))
    else:
        yield PageBlock("paragraph", words_of(element))


def _with_posts(
    blocks: list[PageBlock], tree: HtmlElement, posts: EmbeddedPosts
) -> list[PageBlock]:
    pattern = posts.pattern()
    placed: list[PageBlock] = []
    seen: set[int] = set()
    for block in blocks:
        for i, part in enumerate(pattern.split(block.words)):
            if i % 2:
                number = int(part)
                if number < len(posts.posts) and number not in seen:
                    seen.add(number)
                    placed.append(_post_block(posts, number))
            elif part.strip():
                placed.append(PageBlock(block.kind, part.strip()))
    missing = [n for n in range(len(posts.posts)) if n not in seen]
    return _put_back(placed, tree, posts, missing) if missing else placed


def _with_remains(blocks: list[PageBlock]) -> list[PageBlock]:
    """Make posts of paragraphs that are what is left of one: signed, with their words before."""
    result: list[PageBlock] = []
    for block in blocks:
        signed = signature(block.words) if block.kind in ("paragraph", "block_quote") else None
        if signed is None:
            result.append(block)
            continue
        at, post = signed
        words = block.words
        alone = not any(c.isalnum() for c in words[:at])
        if alone and result and result[-1].kind in ("paragraph", "block_quote"):
            words = f"{result.pop().words}\n{words}"
        result.append(PageBlock("embed", words, post))
    return result


def _post_block(posts: EmbeddedPosts, number: int) -> PageBlock:
    words, post = posts.posts[number]
    return PageBlock("embed", words, post)


def _put_back(
    blocks: list[PageBlock], tree: HtmlElement, posts: EmbeddedPosts, missing: list[int]
) -> list[PageBlock]:
    """Put posts that the extraction dropped behind the nearest words before them that it kept."""
    kept = {key(b.words): i for i, b in enumerate(blocks) if b.kind != "embed"}
    places: dict[int, list[int]] = {}
    place = -1
    waiting = {posts.mark(n): n for n in missing}
    by_mark = {
        posts.mark(n): i
        for i, b in enumerate(blocks)
        if b.kind == "embed"
        for n in range(len(posts.posts))
        if posts.posts[n][0] == b.words
    }
    for element in tree.iter("p", "h2", "h3", "h4", "li", "blockquote", "div"):
        words = flat(element.text_content())
        if words in waiting:
            if element.tag == "p":
                places.setdefault(place, []).append(waiting.pop(words))
        elif words in by_mark:
            place = max(place, by_mark[words])
        elif words:
            place = max(place, kept.get(key(words), -1))
    for number in waiting.values():
        places.setdefault(len(blocks) - 1, []).append(number)
    result = [_post_block(posts, n) for n in places.get(-1, ())]
    for i, block in enumerate(blocks):
        result.append(block)
        result.extend(_post_block(posts, n) for n in places.get(i, ()))
    return result


def _without_repeats(blocks: list[PageBlock]) -> list[PageBlock]:
    """Leave out pull quotes: blocks whose words a longer block says as well.

    A paragraph must be longer than a heading or a block quote to count as such: short ones
    ("“No,” she said.") do recur. Of two long blocks that are the same the first is kept.
    """
    keys = [f" {key(b.words)} " for b in blocks]
    whole = "\n".join({k for k, b in zip(keys, blocks, strict=True) if b.kind != "embed"})
    if len(blocks) * len(whole) > _MOST_COMPARED:
        return blocks
    first: set[str] = set()
    kept: list[PageBlock] = []
    for words, block in zip(keys, blocks, strict=True):
        size = len(words.split())
        least = _REPEATED_WORDS if block.kind in ("block_quote", "heading") else _REPEATED_RUN
        if block.kind not in ("embed", "list_item") and size >= least:
            if whole.count(words) > 1 or (words in first and size >= _REPEATED_WHOLE):
                continue
            first.add(words)
        kept.append(block)
    return kept


def _bold(tree: HtmlElement) -> set[str]:
    """The words in bold that fill a paragraph, or all of it before a line break."""
    found: set[str] = set()
    for element in tree.iter("strong", "b"):
        parent = element.getparent()
        if parent is None or parent.tag != "p" or (parent.text or "").strip():
            continue
        following = element.getnext()
        broken = following is not None and following.tag == "br"
        words = key(element.text_content())
        if words and (words == key(parent.text_content()) or (broken and not element.tail)):
            found.add(words)
    return found


def _parted(blocks: list[PageBlock], bold: set[str]) -> Iterator[PageBlock]:
    """Yield the blocks; a first line in bold is one of its own."""
    for block in blocks:
        first, _, rest = block.words.partition("\n")
        if block.kind == "paragraph" and rest.strip() and key(first) in bold:
            yield PageBlock("paragraph", first)
            yield PageBlock("paragraph", rest.strip())
        else:
            yield block


def _asked(blocks: list[PageBlock], bold: set[str]) -> list[PageBlock]:
    """Tell an interviewer's turns from the other paragraphs."""
    blocks = list(_parted(blocks, bold))
    spoken = [b.words if b.kind in ("paragraph", "heading") else "" for b in blocks]
    asked = questions_in(spoken, {i for i, words in enumerate(spoken) if key(words) in bold})
    return [PageBlock("question", b.words) if i in asked else b for i, b in enumerate(blocks)]
