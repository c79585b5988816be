"""Name the speakers of gold sources, so that naming is measured apart from finding.

    python benchmarks/speakers.py GOLD.jsonl [--output PREDICTED.jsonl] [--repeat N]

Each line of GOLD holds `id`, `text`, `attributions` with `source`, `cue` and `content`, and
perhaps `blocks`. The predictions (`speaker{name, kind}` added to the same spans) go to
--output for a scorer, the speed to standard error. Where GOLD holds `about`, its micro F1 is
told too: names count as one when equal but for case, "the" and what stands after a company's
name; --errors prints those that differ.

GUM's file, whose attributions hold `source_span` and no cue, can be read too.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from quoth.article import Article, Block, Span
from quoth.quotation import Quotation, QuotationType
from quoth.reading.people import name_speakers

QUOTES = '"“”„«»'

COMPANIES = frozenset("inc corp corporation co company ltd llc plc nv ag bhd".split())


def quotation_type(text: str, spans: tuple[Span, ...]) -> QuotationType:
    """The type of a content by its quotation marks."""
    parts = [text[b:e].strip() for b, e in spans]
    if not any(q in part for part in parts for q in QUOTES):
        return "indirect"
    bare = all(p.strip(",.;:—–- ")[:1] in QUOTES or p[:1] in QUOTES for p in parts)
    return "direct" if bare else "mixed"


def article_of(line: dict[str, Any]) -> Article:
    """The article of a gold line; its blocks are widened to a partition."""
    text = line["text"]
    blocks: list[Block] = []
    given = line.get("blocks", [])
    for index, block in enumerate(given):
        begin = 0 if index == 0 else block["span"][0]
        end = given[index + 1]["span"][0] if index + 1 < len(given) else len(text)
        blocks.append(Block(block["kind"], begin, end, block.get("author"), date=block.get("date")))
    return Article(
        text,
        tuple(blocks),
        id=line["id"],
        published=line.get("published"),
        outlet=line.get("outlet"),
    )


def quotations_of(line: dict[str, Any], article: Article) -> tuple[Quotation, ...]:
    """The attributions of a gold line as quotations without speakers."""
    found = []
    for index, held in enumerate(line["attributions"]):
        roles = {
            role: tuple(Span(*span) for span in held.get(role, ()))
            for role in ("content", "cue", "source")
        }
        if held.get("source_span"):
            roles["source"] = (Span(*held["source_span"]),)
        block = 0
        for number, held_block in enumerate(article.blocks):
            if roles["content"] and held_block.begin <= roles["content"][0].begin:
                block = number
        kind = held.get("type") or quotation_type(article.text, roles["content"])
        found.append(Quotation(f"q{index + 1}", kind, block=block, **roles))
    return tuple(found)


def plain(name: str) -> str:
    """A name without what may differ between two writings of it."""
    words = name.casefold().replace("’", "'").replace(".", "").split()
    words = words[1:] if words[:1] == ["the"] else words
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in COMPANIES else words)


def about_figures(
    read: list[tuple[dict[str, Any], Article, tuple[Quotation, ...]]],
    named: list[tuple[Quotation, ...]],
    errors: bool,
) -> str:
    """Precision, recall and F1 of `about`, and with `errors` what differs."""
    right = told = gold = 0
    for (line, article, _), quotations in zip(read, named, strict=True):
        for held, quotation in zip(line["attributions"], quotations, strict=True):
            wanted = {plain(n) for n in held.get("about", ())}
            given = {plain(n) for n in quotation.about}
            right, told, gold = right + len(wanted & given), told + len(given), gold + len(wanted)
            if errors and wanted != given:
                print(f"{line['id']} {sorted(given - wanted)} for {sorted(wanted - given)}")
                print("   ", " ".join(quotation.text(article).split())[:160])
    precision, recall = right / max(1, told), right / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"about: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} (n={gold})"


def main() -> None:
    """Read the gold file, name its speakers, write them and tell the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    lines = [json.loads(s) for s in args.gold.read_text("utf-8").splitlines() if s.strip()]
    read = []
    for line in lines:
        article = article_of(line)
        read.append((line, article, quotations_of(line, article)))
    words = sum(len(article.text.split()) for _, article, _ in read)
    best = float("inf")
    named: list[tuple[Quotation, ...]] = []
    for _ in range(args.repeat):
        start = time.perf_counter()
        named = [name_speakers(article, quotations) for _, article, quotations in read]
        best = min(best, time.perf_counter() - start)
    print(
        f"{words} words, {words / best:,.0f} words/s, {best / words * 1e6:.1f} us/word",
        file=sys.stderr,
    )
    if any("about" in held for line, _, _ in read for held in line["attributions"]):
        print(about_figures(read, named, args.errors), file=sys.stderr)
    if args.output:
        with args.output.open("w", encoding="utf-8") as out:
            for (line, _, _), quotations in zip(read, named, strict=True):
                attributions = [
                    {
                        "content": q.content,
                        "cue": q.cue,
                        "source": q.source,
                        "speaker": q.speaker and {"name": q.speaker.name, "kind": q.speaker.kind},
                    }
                    for q in quotations
                ]
                out.write(json.dumps({"id": line["id"], "attributions": attributions}) + "\n")


if __name__ == "__main__":
    main()
