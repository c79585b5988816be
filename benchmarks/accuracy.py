"""Read annotated articles with the shipped reader and write what it finds, for scoring.

    python benchmarks/accuracy.py GOLD.jsonl --out PREDICTED.jsonl [--model en_fast]

GOLD needs `id` and `text` on each line; PREDICTED gets `id` and `attributions`, the quotations
as `quoth read --to jsonl` writes them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from quoth.article import Article
from quoth.errors import InputError
from quoth.export.document import to_dict
from quoth.intake import read_inputs
from quoth.reading.reader import Reader


def main() -> None:
    """Read the command line and write the predictions."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", help="a folder, or en_fast")
    args = parser.parse_args()
    reader = Reader(model=args.model, threads=2)
    found = list(read_inputs([str(args.gold)]))
    errors = [str(item) for item in found if isinstance(item, InputError)]
    if errors:
        raise SystemExit("\n".join(errors))
    articles = [item for item in found if isinstance(item, Article)]
    with args.out.open("w", encoding="utf-8") as file:
        for reading in reader.read_many(articles):
            row = {"id": reading.article.id, "attributions": to_dict(reading)["quotations"]}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
