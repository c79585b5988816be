"""Extraction of articles from saved pages, measured against their truth.

    python benchmarks/pages.py PAGES_DIR [--out EXTRACTED.jsonl]

PAGES_DIR holds gzipped pages and `truth.json`: a page's name to `text` or `articleBody`, and
where known `title` and `published`. Two texts are scored: `Article.text`, all of it (headline,
standfirst, body and embedded posts), and its body alone, without headline and standfirst. The
one to compare is that which the truth holds: `text` begins with the headline, `articleBody`
has none; it is the one that `--out` writes. The measure is that of the article extraction
benchmark: precision and recall over word 4-shingles, averaged over the pages, and their F1;
beside it the share of pages with the right headline (words, case aside) and day. Then each
embedded post that the pages hold, and whether it came out.

    python benchmarks/pages.py PAGES_DIR --compare

reads the same pages by what else there is (trafilatura in its modes, resiliparse, jusText) and
prints the text's F1 and the processor time of a page, from its bytes to the text, best of three.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import re
import time
from collections.abc import Callable
from pathlib import Path

from quoth.article import Article
from quoth.errors import InputError
from quoth.intake import article_from_html

_POST = re.compile(
    r"class=[\"'][^\"']*\b(twitter-tweet|twitter-video|instagram-media|tiktok-embed|bluesky-embed"
    r"|mastodon-embed|fb-post|fb-video|text-post-media)\b"
    r"|(?:—|&mdash;|&#8212;)\s[^<>()]{1,60}\(@\w+\)",
    re.IGNORECASE,
)


def shingles(text: str) -> collections.Counter[tuple[str, ...]]:
    """Return the counted runs of four words of a text, case aside."""
    words = re.findall(r"\w+", text.casefold())
    runs = range(max(1, len(words) - 3)) if words else ()
    return collections.Counter(tuple(words[i : i + 4]) for i in runs)


def words_of(text: str | None) -> list[str]:
    """Return what is compared of a headline."""
    return re.findall(r"\w+", (text or "").casefold())


def posts_of(article: Article | None) -> list[str]:
    """Return a line for each embedded post of an article."""
    return [
        f"{b.platform or '?'} {b.author or ''} {b.handle or ''} {b.date or ''}: "
        + " ".join(article.text[b.begin : b.end].split())[:60]
        for b in (article.blocks if article else ())
        if article and b.kind == "embed"
    ]


def body_of(article: Article) -> str:
    """Return the words of an article without headline and standfirst."""
    return "".join(
        article.text[b.begin : b.end]
        for b in article.blocks
        if b.kind not in ("headline", "standfirst")
    )


def f1_of(scored: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of pages, each with its precision and recall."""
    precision = sum(p for p, _ in scored) / len(scored)
    recall = sum(r for _, r in scored) / len(scored)
    return precision, recall, 2 * precision * recall / (precision + recall)


def shares_of(gold: collections.Counter[tuple[str, ...]], text: str) -> tuple[float, float]:
    """Return precision and recall of a text."""
    got = shingles(text)
    common = (gold & got).total()
    return common / max(1, got.total()), common / max(1, gold.total())


def by_quoth(*, whole: bool) -> Callable[[bytes], str]:
    """Return Quoth, for all of an article or for it without headline and standfirst."""

    def way(page: bytes) -> str:
        try:
            article = article_from_html(page, id="page")
        except InputError:
            return ""
        return article.text if whole else body_of(article)

    return way


def by_trafilatura(**mode: bool) -> Callable[[bytes], str]:
    """Return trafilatura in a mode of its own."""
    from trafilatura import extract

    return lambda page: extract(page, include_comments=False, **mode) or ""


def by_resiliparse(page: bytes) -> str:
    """Return the text by resiliparse's main content extraction."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    html = bytes_to_str(page, detect_encoding(page))
    return str(extract_plain_text(html, main_content=True, alt_texts=False))


def by_justext(page: bytes) -> str:
    """Return the text by jusText with its English stop words."""
    import justext

    paragraphs = justext.justext(page, justext.get_stoplist("English"))
    return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)


def compare(folder: Path, truth: dict[str, dict[str, str]]) -> None:
    """Print quality and speed of every way to read the pages."""
    pages = [
        (gzip.decompress(path_of(folder, name).read_bytes()), wanted)
        for name, wanted in truth.items()
    ]
    golds = [shingles(w.get("text") or w["articleBody"]) for _, w in pages]
    ways = {
        "Quoth": by_quoth(whole="text" in pages[0][1]),
        "trafilatura": by_trafilatura(),
        "trafilatura, fast": by_trafilatura(fast=True),
        "trafilatura, precision": by_trafilatura(favor_precision=True),
        "trafilatura, precision, fast": by_trafilatura(favor_precision=True, fast=True),
        "resiliparse": by_resiliparse,
        "jusText": by_justext,
    }
    for name, way in ways.items():
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            texts = [way(page) for page, _ in pages]
            best = min(best, time.process_time() - began)
        scored = [shares_of(gold, text) for gold, text in zip(golds, texts, strict=True)]
        precision, recall, f1 = f1_of(scored)
        took = 1000 * best / len(pages)
        print(f"{name:30} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  {took:6.1f} ms a page")


def path_of(folder: Path, name: str) -> Path:
    """Return where a page lies."""
    return folder / (name if name.endswith(".gz") else f"{name}.html.gz")


def main() -> None:
    """Read every page, score it, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--out", type=Path, help="write what was extracted, one page a line")
    parser.add_argument("--worst", type=int, default=5, help="how many of the worst to name")
    parser.add_argument("--compare", action="store_true", help="measure other extractors, too")
    options = parser.parse_args()
    truth = json.loads((options.pages / "truth.json").read_text(encoding="utf-8"))
    if options.compare:
        compare(options.pages, truth)
        return
    lines, posts = [], []
    scores: dict[str, list[tuple[float, float, str]]] = {"Article.text": [], "body": []}
    right = collections.Counter[str]()
    began = time.perf_counter()
    for name, wanted in truth.items():
        page = gzip.decompress(path_of(options.pages, name).read_bytes())
        article: Article | None = None
        try:
            article = article_from_html(page, id=name)
        except InputError as error:
            print(f"  {error}")
        whole = article.text if article else ""
        body = body_of(article) if article else ""
        text = whole if "text" in wanted else body
        lines.append(
            {
                "page": name,
                "text": text,
                "headline": article.headline if article else None,
                "published": article.published if article else None,
            }
        )
        gold = shingles(wanted.get("text") or wanted["articleBody"])
        for kind, extracted in (("Article.text", whole), ("body", body)):
            scores[kind].append((*shares_of(gold, extracted), name))
        if wanted.get("title"):
            right["titles"] += 1
            same = words_of(wanted["title"]) == words_of(article.headline if article else None)
            right["title"] += same
        if re.match(r"\d{4}", wanted.get("published") or ""):
            right["dates"] += 1
            right["date"] += lines[-1]["published"] is not None and (
                str(lines[-1]["published"])[:10] == wanted["published"][:10]
            )
        held = len(_POST.findall(page.decode("utf-8", errors="replace")))
        if held or posts_of(article):
            posts.append((name, held, posts_of(article)))
    seconds = time.perf_counter() - began
    if options.out:
        with options.out.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    for kind, found in scores.items():
        precision, recall, f1 = f1_of([(p, r) for p, r, _ in found])
        print(f"pages {len(found)}  {kind:12}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    if right["titles"]:
        share = {key: right[key] / right[key + "s"] for key in ("title", "date")}
        print(f"title {share['title']:.3f}  date {share['date']:.3f}")
    print(f"{len(truth) / seconds:.1f} pages/s")
    for p, r, name in sorted(scores["body"], key=lambda s: s[0] * s[1])[: options.worst]:
        print(f"  P {p:.3f}  R {r:.3f}  {name}")
    print("embedded posts (marks of posts in the page's source, then those that came out)")
    for name, held, lines_of_posts in posts:
        print(f"  {name}: {held} marks, {len(lines_of_posts)} posts")
        for line_of_post in lines_of_posts:
            print(f"    {line_of_post}")


if __name__ == "__main__":
    main()
