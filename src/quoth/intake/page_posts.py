"""Social posts embedded in a page: found, read, and kept at their place.

Each network's embed code is a `blockquote` (or `div`) with a class of its own that holds the
post's words, its author and date, for readers without JavaScript. Extraction of the main text
takes them for asides or plain quotations, so they are taken out before it, a mark is left
where each stood, and they are put back after it.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field

from lxml.html import HtmlElement, fromstring

from quoth.intake.page_words import flat, words_of
from quoth.intake.posts import Post, iso_date, platform_of, signature

_CLASSES = {
    "twitter-tweet": "X",
    "twitter-video": "X",
    "instagram-media": "Instagram",
    "fb-post": "Facebook",
    "fb-video": "Facebook",
    "tiktok-embed": "TikTok",
    "bluesky-embed": "Bluesky",
    "mastodon-embed": "Mastodon",
    "text-post-media": "Threads",
}
_FRAMES = re.compile(
    r"platform\.twitter\.com/embed|(?:twitter|x)\.com/\w+/status/|instagram\.com/(?:p|reel)/"
    r"|facebook\.com/plugins/(?:post|video)|tiktok\.com/embed|embed\.bsky\.app|threads\.(?:net|com)/@"
    r"|/@[\w.-]+/\d+/embed",
    re.IGNORECASE,
)
_ADDRESS_KEYS = (
    "cite",
    "data-href",
    "data-instgrm-permalink",
    "data-text-post-permalink",
    "data-embed-url",
    "data-bluesky-uri",
    "src",
)
_NOT_THE_POST = re.compile(
    r"^(?:View (?:this post )?on (?:Instagram|Threads|Mastodon|Facebook|X|Twitter|TikTok|Bluesky)"
    r"|\[image or embed\]|♬ .*|Loading\b.*|Twitter|Tweet|Instagram|Add a comment\.\.\.)$"
)
_POST_BY = re.compile(
    r"^(?:Post|Posted|A (?:thread|post)) (?:shared )?by (?P<handle>@[\w.@-]+)\s*$"
)
_POSTED_BY = re.compile(r"Posted by (?P<name>[^\n]{1,80}?) on (?:\w+day, )?(?P<date>[^\n]{6,40})$")
_HANDLE_IN_ADDRESS = re.compile(r"(?:tiktok\.com|threads\.(?:net|com))/(@[\w.-]+)")
_USER_IN_ADDRESS = re.compile(r"(?:twitter|x)\.com/(\w{1,20})/status")


@dataclass(slots=True)
class EmbeddedPosts:
    """The posts taken out of a page, and the words that mark where each stood."""

    nonce: str = field(default_factory=lambda: "QP" + secrets.token_hex(8))
    posts: list[tuple[str, Post]] = field(default_factory=list)

    def mark(self, number: int) -> str:
        """Return the word that stands in the page for post `number`."""
        return f"{self.nonce}N{number}E"

    def pattern(self) -> re.Pattern[str]:
        """Return what finds the marks; its group is the post's number."""
        return re.compile(re.escape(self.nonce) + r"N(\d+)E")


def take_posts(tree: HtmlElement) -> EmbeddedPosts:
    """Take the embedded posts out of a page, leaving a marked paragraph in the place of each.

    Args:
        tree: the page; changed in place. Embeds that hold no words (a frame filled by
            JavaScript) are left alone: there is nothing of them to keep.
    """
    taken = EmbeddedPosts()
    seen: set[str] = set()
    for element in list(tree.iter("blockquote", "div", "iframe", "figure")):
        if not isinstance(element.tag, str) or _is_gone(element, tree):
            continue
        found = _post_in(element)
        if found is None:
            continue
        words, post = found
        _replace(element, taken.mark(len(taken.posts)) if words not in seen else "")
        if words not in seen:
            seen.add(words)
            taken.posts.append((words, post))
    return taken


def _is_gone(element: HtmlElement, tree: HtmlElement) -> bool:
    while element is not None and element is not tree:
        element = element.getparent()
    return element is None


def _post_in(element: HtmlElement) -> tuple[str, Post] | None:
    platform = next(
        (_CLASSES[c] for c in (element.get("class") or "").split() if c in _CLASSES), None
    )
    if element.tag == "iframe":
        if not _FRAMES.search(element.get("src") or element.get("data-src") or ""):
            return None
        element = _fallback(element)
    elif platform is None and element.tag != "blockquote":
        return None
    lines = words_of(element).split("\n")
    lines = [line for line in lines if line and not _NOT_THE_POST.match(line)]
    if not any(c.isalnum() for line in lines for c in line):
        return None
    post = _told(lines, element)
    if platform is None and post == Post():
        return None
    if element.tag == "blockquote" and platform is None and signature(lines[-1]) is None:
        return None
    address = " ".join(_addresses(element))
    platform = platform or platform_of(post.handle, address) or post.platform
    return "\n".join(lines), post._replace(platform=platform)


def _fallback(frame: HtmlElement) -> HtmlElement:
    """Return what a frame holds for browsers without frames, which parsers keep as text."""
    return fromstring(f"<div>{frame.text or ''}</div>")


def _addresses(element: HtmlElement) -> list[str]:
    found = [element.get(key) or "" for key in _ADDRESS_KEYS]
    return found + [a.get("href") or "" for a in element.iter("a")]


def _told(lines: list[str], element: HtmlElement) -> Post:
    """Return author, handle and date, from the words or else from the post's address."""
    for line in reversed(lines):
        signed = signature(line)
        if signed:
            return signed[1]
        by = _POST_BY.match(line)
        if by:
            return Post(handle=by["handle"])
        posted = _POSTED_BY.search(line)
        if posted:
            return Post(author=posted["name"].strip(), date=iso_date(posted["date"]))
    for address in _addresses(element):
        named = _HANDLE_IN_ADDRESS.search(address)
        if named:
            return Post(handle=named[1])
        user = _USER_IN_ADDRESS.search(address)
        if user:
            return Post(handle="@" + user[1])
    return Post()


def _replace(element: HtmlElement, mark: str) -> None:
    """Put the mark in the place of the element and of the wrappers that hold nothing else."""
    words = flat(element.text_content())
    parent = element.getparent()
    while (
        parent is not None
        and parent.tag not in ("body", "html", "article", "main", "li", "td")
        and flat(parent.text_content()) == words
        and parent.getparent() is not None
    ):
        element, parent = parent, parent.getparent()
    tail, element.tail = element.tail, None
    if parent is None:
        return
    placed = parent.makeelement("p")
    placed.text = mark
    placed.tail = tail
    parent.replace(element, placed)
