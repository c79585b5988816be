"""Make the list of common words by which the record tells common wordings from telling ones.

    python -m training.common_words DATA > src/quoth/record/common_words.txt

DATA is a folder of the texts that the reader is trained on. The words are stems, the commonest
first; each kind of text has the same say, so that a word of one campaign or one novel does not
pass for a common one.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from quoth.record.rarity import stem

KINDS = (
    ("polnear-train", "newsroom-train"),
    ("gum-coref-train", "gum-attribution-train"),
    ("litbank",),
    ("gap-dev",),
)
MOST = 6000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def texts(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """The texts of some files, each once."""
    seen: set[str] = set()
    for name in names:
        with open(folder / f"{name}.jsonl", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                if text not in seen:
                    seen.add(text)
                    yield text


def stems(folder: Path) -> list[str]:
    """The stems of the commonest words, the commonest first."""
    total: Counter[str] = Counter()
    for names in KINDS:
        counts: Counter[str] = Counter()
        for text in texts(folder, names):
            words = (m[0].casefold().replace("’", "'") for m in _WORD.finditer(text))
            counts.update(stem(word.split("'")[0]) for word in words)
        size = counts.total()
        for word, count in counts.items():
            total[word] += (count / size) ** 0.5
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return [word for word, _ in ranked[:MOST]]


def main() -> None:
    """Print the list."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    print("\n".join(stems(parser.parse_args().data)))


if __name__ == "__main__":
    main()
