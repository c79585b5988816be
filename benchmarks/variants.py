"""Variants: how well wordings of one utterance are told, grouped, and told apart.

    python benchmarks/variants.py made DEV.jsonl NEWSROOM.jsonl [--seeds 3]
    python benchmarks/variants.py real TRAIN.jsonl --out LISTING.txt [--sample 100]

`made` prints the quotations of the files again as newsrooms do, each in some other ways, among
sentences that are others: the precision and recall of pairs put into one family, the accuracy
of the verdicts, the share of variants that have a key in common, time and keys a quotation.
Each seed chooses other perturbations.

`real` groups the quotations of articles of several publishers about the same events and writes
families that more than one publisher printed, then some that one printed in several articles,
for reading. It tells how many pairs with eight words in a row in common are in one family.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from quoth.record.comparing import compare
from quoth.record.families import families
from quoth.record.shingles import keys

Row = dict[str, Any]
Perturbation = Callable[[list[str], random.Random], list[str] | None]

ROW = 8
ELLIPSES = ("...", "…", "[...]", "[…]", ". . .")
PRONOUNS = {
    "i": "he", "we": "they", "my": "his", "our": "their", "me": "him", "us": "them",
    "he": "she", "she": "he", "they": "we", "his": "her", "their": "our", "you": "they",
    "your": "their", "i'm": "he's", "we're": "they're", "i've": "he's", "we've": "they've",
}  # fmt: skip
TENSES = {
    "is": "was", "are": "were", "am": "was", "has": "had", "have": "had", "will": "would",
    "can": "could", "do": "did", "does": "did", "was": "is", "were": "are", "would": "will",
    "think": "thought", "know": "knew", "want": "wanted", "need": "needed", "says": "said",
    "makes": "made", "make": "made", "get": "got", "go": "went", "see": "saw", "take": "took",
    "believe": "believed", "work": "worked", "come": "came", "give": "gave", "don't": "didn't",
    "it's": "it was", "that's": "that was", "isn't": "wasn't", "can't": "couldn't",
}  # fmt: skip
CONTRACTIONS = {
    "don't": "do not", "didn't": "did not", "can't": "cannot", "won't": "will not",
    "isn't": "is not", "it's": "it is", "that's": "that is", "i'm": "I am", "we're": "we are",
    "they're": "they are", "you're": "you are", "he's": "he is", "she's": "she is",
    "i've": "I have", "we've": "we have", "i'll": "I will", "we'll": "we will",
    "wouldn't": "would not", "couldn't": "could not", "doesn't": "does not", "there's": "there is",
    "wasn't": "was not", "aren't": "are not", "haven't": "have not", "let's": "let us",
}  # fmt: skip
FULL = {full.casefold(): short for short, full in CONTRACTIONS.items()}
INSERTS = ("[sic]", "[the president]", "[Clinton]", "[the council]", "[last year]", "[in April]")
COMMON = (
    "Thank you very much.", "No comment.", "I don't know.", "We'll see what happens.",
    "I have no idea.", "Thank you all so much, it's great to be here.", "Let me be clear.",
    "I'm not going to answer that.", "It is what it is.", "That's a good question.",
    "At the end of the day, we'll see.", "I can't comment on that.", "Are you kidding me?",
    "I'm very proud of that.", "There's no doubt about it.", "We have to wait and see.",
    "Our thoughts and prayers are with the families.", "I take full responsibility.",
    "It was a great honor.", "I want to thank everybody for coming tonight.",
)  # fmt: skip
# Words for what is said in other words: they replace the telling words of a sentence.
OTHER_WORDS = (
    "ledger harvest corridor lantern gather settle mend ripple orchard verdict parcel tumble "
    "warden glimpse kettle narrow whisper anchor ferry meadow bargain castle draft echo fiddle "
    "gravel hollow ivory jostle kindle linger marble nimble oblige paddle quiver rustle saddle "
    "timber umbrella velvet wander yonder zealous barrel candle dapple ember flannel gallop"
).split()
SMALL = frozenset(
    """a an the and or but if of in on at to for from with by as is are was were be been being am
    it its it's this that these those there here he she they we i you his her their our my your me
    him them us not no do does did have has had will would can could should so what who when where
    which how than then too very just about into over up out all any some more most""".split()
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A made printing: its utterance, its words, and what was done to them."""

    utterance: int
    words: str
    how: str


def contents(path: Path) -> Iterator[tuple[Row, Row, str]]:
    """Row, attribution and words of each quotation with words in quotation marks."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for attribution in row["attributions"]:
            spans = [row["text"][b:e] for b, e in attribution["content"]]
            words = " … ".join(" ".join(span.split()) for span in spans)
            if re.search(r"[\"“”]|''|(?:^|\s)['‘]\w", words):
                yield row, attribution, words


def bare(words: str) -> str:
    """The words without quotation marks and without the joints of fragments."""
    words = re.sub(r"[\"“”«»]|''|(?<!\w)['‘]|['’](?!\w)", "", words).replace("…", " ")
    return " ".join(words.split())


def plain(word: str) -> str:
    """A word as the tables have it."""
    return word.casefold().replace("’", "'").strip(".,;:!?-–—()")


def replaced(word: str, new: str) -> str:
    """Another word with the marks and the capital of the one that it replaces."""
    core = word.strip(".,;:!?-–—()")
    new = new[0].upper() + new[1:] if core[:1].isupper() and core.casefold() != "i" else new
    return word.replace(core, new, 1)


def by_table(table: dict[str, str], most: int) -> Perturbation:
    """A perturbation that replaces up to so many words."""

    def perturb(words: list[str], chance: random.Random) -> list[str] | None:
        places = [i for i, word in enumerate(words) if plain(word) in table]
        if not places:
            return None
        chosen = set(chance.sample(places, min(len(places), chance.randint(1, most))))
        return [replaced(w, table[plain(w)]) if i in chosen else w for i, w in enumerate(words)]

    return perturb


def clause(words: list[str], chance: random.Random) -> list[str] | None:
    """A cut to a clause: from after a mark or a conjunction, five words or more."""
    begins = [
        i
        for i in range(len(words))
        if not i
        or words[i - 1][-1] in ",;:.!?—–"
        or plain(words[i]) in ("and", "but", "because", "that", "if", "who", "when", "to")
    ]
    ends = [i for i in range(5, len(words) + 1) if i == len(words) or words[i - 1][-1] in ",;:.!?"]
    cuts = [(b, e) for b in begins for e in ends if 5 <= e - b <= 0.8 * len(words)]
    if not cuts:
        return None
    begin, end = chance.choice(cuts)
    return words[begin:end]


def elided(words: list[str], chance: random.Random) -> list[str] | None:
    """Some words in the middle replaced by an ellipsis."""
    if len(words) < 12:
        return None
    begin = chance.randint(4, len(words) - 8)
    end = chance.randint(begin + 2, len(words) - 4)
    return [*words[:begin], chance.choice(ELLIPSES), *words[end:]]


def inserted(words: list[str], chance: random.Random) -> list[str] | None:
    """A bracketed insert, or a bracketed name for a pronoun."""
    pronouns = [i for i, word in enumerate(words) if plain(word) in ("he", "she", "they", "it")]
    insert = chance.choice(INSERTS[1:])
    if pronouns and chance.random() < 0.5:
        at = chance.choice(pronouns)
        return [*words[:at], insert, *words[at + 1 :]]
    at = chance.randint(1, len(words) - 1)
    return [*words[:at], insert, *words[at:]]


def mistyped(words: list[str], chance: random.Random) -> list[str] | None:
    """A letter left out, doubled or exchanged with the next."""
    places = [i for i, word in enumerate(words) if len(plain(word)) >= 6 and plain(word).isalpha()]
    if not places:
        return None
    at = chance.choice(places)
    word = words[at]
    cut = chance.randint(1, len(plain(word)) - 3)
    typed = chance.choice(
        (
            word[:cut] + word[cut + 1 :],
            word[:cut] + word[cut] + word[cut:],
            word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :],
        )
    )
    return [*words[:at], typed, *words[at + 1 :]] if typed.casefold() != word.casefold() else None


def dropped(words: list[str], chance: random.Random) -> list[str] | None:
    """A word or two left out without a sign."""
    if len(words) < 8:
        return None
    at = chance.randint(1, len(words) - 4)
    gone = words[at : at + chance.randint(1, 2)]
    return words[:at] + words[at + len(gone) :] if any(map(plain, gone)) else None


def restyled(words: list[str], chance: random.Random) -> list[str] | None:
    """The same words in another house's style."""
    text = " ".join(words)
    text = text.replace("’", "'") if "’" in text else text.replace("'", "’")
    text = chance.choice((text.replace(" - ", " — "), text.replace("--", "–"), text.rstrip(".,")))
    text = chance.choice((text, text[:1].lower() + text[1:], f"…{text}", f"{text} ..."))
    return text.split(" ")


def full_forms(words: list[str], chance: random.Random) -> list[str] | None:
    """Contractions written out, or full forms contracted."""
    written = by_table(CONTRACTIONS, 2)(words, chance)
    if written:
        return written
    pairs = [i for i in range(len(words) - 1) if f"{plain(words[i])} {plain(words[i + 1])}" in FULL]
    if not pairs:
        return None
    at = chance.choice(pairs)
    return [*words[:at], FULL[f"{plain(words[at])} {plain(words[at + 1])}"], *words[at + 2 :]]


def two(first: Perturbation, second: Perturbation) -> Perturbation:
    """One perturbation after another."""

    def perturb(words: list[str], chance: random.Random) -> list[str] | None:
        once = first(words, chance)
        return second(once, chance) if once else None

    return perturb


PERTURBATIONS: dict[str, tuple[Perturbation, str]] = {
    "other style": (restyled, "verbatim"),
    "clause": (clause, "excerpt"),
    "ellipsis": (elided, "excerpt"),
    "tense": (by_table(TENSES, 2), "altered"),
    "pronoun": (by_table(PRONOUNS, 2), "altered"),
    "tense and pronoun": (two(by_table(TENSES, 2), by_table(PRONOUNS, 2)), "altered"),
    "insert": (inserted, "altered"),
    "typing error": (mistyped, "altered"),
    "word dropped": (dropped, "altered"),
    "contraction": (full_forms, "altered"),
    "clause with pronoun": (two(clause, by_table(PRONOUNS, 1)), "altered"),
    "clause with typing error": (two(clause, mistyped), "altered"),
}


def paraphrase(words: list[str], chance: random.Random) -> list[str] | None:
    """The small words of a sentence with other telling words: what another sentence may share."""
    new = [
        w
        if plain(w) in SMALL or chance.random() < 0.15
        else replaced(w, chance.choice(OTHER_WORDS))
        for w in words
    ]
    return new if sum(a != b for a, b in zip(words, new, strict=True)) >= 3 else None


def marked(words: list[str], chance: random.Random) -> str:
    """Words in quotation marks of some house."""
    opening, closing = chance.choice((("“", "”"), ('"', '"'), ("''", "''"), ("‘", "’")))
    return f"{opening}{' '.join(words)}{closing}"


def made(originals: list[str], seed: int) -> list[Printed]:
    """Printings of utterances: each original, up to four variants, and what is none."""
    chance = random.Random(seed)
    printed: list[Printed] = []
    others = len(originals)
    for utterance, text in enumerate(originals):
        words = text.split()
        printed.append(Printed(utterance, marked(words, chance), "original"))
        ways = chance.sample(sorted(PERTURBATIONS), 4)
        for how in ways:
            variant = PERTURBATIONS[how][0](words, chance)
            if variant:
                printed.append(Printed(utterance, marked(variant, chance), how))
        other = paraphrase(words, chance)
        if other and chance.random() < 0.5:
            printed.append(Printed(others, marked(other, chance), "other words"))
            others += 1
    for phrase in COMMON:
        for _ in range(5):
            printed.append(Printed(others, marked(phrase.split(), chance), "common phrase"))
            others += 1
    chance.shuffle(printed)
    return printed


def pairs_of(groups: list[list[int]]) -> set[tuple[int, int]]:
    """All pairs within groups."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def measure(printed: list[Printed], report: bool) -> dict[str, float]:
    """Figures of one made set."""
    began = time.process_time()
    found = pairs_of(families((n, p.words) for n, p in enumerate(printed)))
    seconds = time.process_time() - began
    by_utterance: dict[int, list[int]] = {}
    for n, one in enumerate(printed):
        by_utterance.setdefault(one.utterance, []).append(n)
    wanted = pairs_of(list(by_utterance.values()))
    right = wrong = 0
    missed_verdicts: Counter[str] = Counter()
    shares = total = 0
    for group in by_utterance.values():
        original = next((n for n in group if printed[n].how == "original"), None)
        for n in group:
            how = printed[n].how
            if original is None or how == "original":
                continue
            comparison = compare(printed[original].words, printed[n].words)
            verdict = comparison.verdict if comparison else None
            good = verdict == PERTURBATIONS[how][1]
            right, wrong = right + good, wrong + (not good)
            if not good:
                missed_verdicts[f"{how}: {verdict}"] += 1
                if report:
                    print(f"  {how} -> {verdict}")
                    print(f"    {printed[original].words}\n    {printed[n].words}")
            total += 1
            shares += bool(set(keys(printed[original].words)) & set(keys(printed[n].words)))
    if report:
        print("verdicts that differ:", missed_verdicts.most_common())
        for pair in sorted(found - wanted)[:40]:
            print("  joined:", *(f"\n    {printed[n].how}: {printed[n].words}" for n in pair))
        for pair in sorted(wanted - found)[:40]:
            print("  parted:", *(f"\n    {printed[n].how}: {printed[n].words}" for n in pair))
    return {
        "printings": len(printed),
        "families precision": len(found & wanted) / len(found),
        "families recall": len(found & wanted) / len(wanted),
        "verdict accuracy": right / (right + wrong),
        "variants sharing a key": shares / total,
        "keys a printing": statistics.mean(len(keys(p.words)) for p in printed),
        "ms a printing": 1000 * seconds / len(printed),
    }


def apart(texts: list[str]) -> list[str]:
    """The texts without those that have six words in a row in common with one before.

    They may be printings of one utterance, which nobody has annotated.
    """
    seen: set[tuple[str, ...]] = set()
    kept = []
    for text in sorted(texts, key=len, reverse=True):
        words = [plain(word) for word in text.split()]
        rows = {tuple(words[i : i + 6]) for i in range(len(words) - 5)}
        if not rows & seen:
            kept.append(text)
        seen |= rows
    return kept


def run_made(paths: list[Path], seeds: int, report: bool) -> None:
    """Print the figures of the made set, the mean and range over the seeds."""
    found = {bare(words) for path in paths for _, _, words in contents(path)}
    originals = [text for text in sorted(found) if len(text.split()) >= 8]
    kept = apart(originals)
    print(f"{len(kept)} quotations")
    figures = [measure(made(kept, seed), report and not seed) for seed in range(seeds)]
    for name in figures[0]:
        values = [figure[name] for figure in figures]
        print(f"{name:24}{statistics.mean(values):9.3f}  ({min(values):.3f} to {max(values):.3f})")


def sharing(size: int, texts: list[str]) -> set[tuple[int, int]]:
    """Pairs of texts that have so many words in a row in common."""
    holders: dict[tuple[str, ...], list[int]] = {}
    for number, text in enumerate(texts):
        words = [word for word in map(plain, bare(text).split()) if word]
        for row in {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}:
            holders.setdefault(row, []).append(number)
    return pairs_of(list(holders.values()))


def run_real(path: Path, out: Path, sample: int) -> None:
    """Write families that more than one publisher printed."""
    held = list(contents(path))
    began = time.process_time()
    groups = families((n, words) for n, (_, _, words) in enumerate(held))
    seconds = time.process_time() - began
    across = [g for g in groups if len({held[n][0]["publisher"] for n in g}) > 1]
    within = [g for g in groups if g not in across and len({held[n][0]["id"] for n in g}) > 1]
    chance = random.Random(0)
    chosen = chance.sample(across, min(sample, len(across)))
    chosen += chance.sample(within, min(sample - len(chosen), len(within)))
    with open(out, "w", encoding="utf-8") as stream:
        for number, group in enumerate(chosen, 1):
            print(f"--- {number}", file=stream)
            for n in sorted(group, key=lambda n: held[n][0]["date"]):
                row, attribution, words = held[n]
                source = " ".join(row["text"][b:e] for b, e in attribution["source"])
                found = compare(held[group[0]][2], words)
                told = f"{found.verdict} {found.score:.2f} {found.evidence:.0f}" if found else "-"
                print(f"{row['publisher']} {row['date']} [{told}] {source}: {words}", file=stream)
                for d in found.differences if found else ():
                    one, other = held[group[0]][2][slice(*d.one)], words[slice(*d.other)]
                    print(f"      {d.kind}: {one!r} | {other!r}", file=stream)
    print(f"{len(held)} quotations with marks, {1000 * seconds / len(held):.2f} ms each")
    print(f"{len(groups)} families, {len(across)} across publishers, {len(within)} across the")
    print(f"articles of one publisher; {out} has {len(chosen)}")
    alike = {
        (one, other)
        for one, other in sharing(ROW, [words for _, _, words in held])
        if held[one][0]["id"] != held[other][0]["id"]
    }
    joined = alike & pairs_of(groups)
    print(
        f"of {len(alike)} pairs with {ROW} words in a row in common {len(joined)} are in one family"
    )
    for pair in sorted(alike - joined):
        print(*(f"\n  {held[n][0]['publisher']}: {held[n][2][:300]}" for n in pair))


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("made")
    one.add_argument("files", type=Path, nargs="+")
    one.add_argument("--seeds", type=int, default=3)
    one.add_argument("--report", action="store_true", help="show what went wrong, first seed")
    other = verbs.add_parser("real")
    other.add_argument("file", type=Path)
    other.add_argument("--out", type=Path, required=True)
    other.add_argument("--sample", type=int, default=100)
    asked = parser.parse_args()
    if asked.verb == "made":
        run_made(asked.files, asked.seeds, asked.report)
    else:
        run_real(asked.file, asked.out, asked.sample)


if __name__ == "__main__":
    main()
