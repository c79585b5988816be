"""Make what turns quotations into vectors, by which they are searched by meaning.

    pip install -e '.[train]'
    python -m training.meaning DATA --work runs/meaning --out src/quoth/models/en

DATA holds polnear-train.jsonl, gum-coref-train.jsonl, litbank.jsonl and gap-dev.jsonl. Takes some
ten minutes on two quiet cores; what is complete in the work folder is not made again. The same
seeds give the same vectors on the same machine and version of torch.

The teacher is the sentence transformer all-MiniLM-L6-v2. Each piece begins with the teacher's
vector of that piece alone, weighed by how rare it is (Arora, Liang and Ma 2017); then all are
trained so that the sum over a text's pieces points where the teacher's vector of the text does,
and once more with two layers behind the sum.
The texts: sentences and quotations, stretches of them (a question is shorter than an answer), and
made ones, of words in no order and of sentences with words exchanged, since 1.3 million words of
news and novels do not show what most words mean.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import BertModel

from quoth.record.meaning import WIDTH, Layers, save_model
from training.train import BASE

Floats = npt.NDArray[np.float32]

QUOTED = "polnear-train"
OTHERS = ("gum-coref-train", "litbank", "gap-dev")
LONGEST = 1_200
MADE = 100_000  # texts of words in no order, and as many of sentences with words exchanged
EXCHANGED = 0.4
FIRST_WORD = 1_996  # the vocabulary's words begin here; before them stand letters and signs

LEARNED = 256  # numbers in a vector while it is learned
RARE = 1e-3  # a piece of this frequency weighs half
BETWEEN = 512
STEEP = 4.0  # times the sum's direction, whose numbers are small, before the layer between
BATCH = 512
ALONE = (8, 2e-3)  # epochs and rate of the first training, of sums alone
TOGETHER = (6, 1e-3)  # of the second, with the layers
LAYERS = 2e-3  # the rate of these
SEED = 0


def sentences(data: Path) -> list[str]:
    """All sentences of the training texts and all quotations of PolNeAR's, each once."""
    ends = re.compile(r"(?<=[.!?…])[\"”’']*\s+|\n+")
    found: list[str] = []
    for name in (QUOTED, *OTHERS):
        for row in rows(data / f"{name}.jsonl"):
            text = row["text"]
            found += ends.split(text)
            if name == QUOTED:
                contents = (quotation["content"] for quotation in row["attributions"])
                found += [" ".join(text[b:e] for b, e in spans) for spans in contents]
    cleaned = {" ".join(sentence.split()) for sentence in found}
    return sorted({sentence[:LONGEST] for sentence in cleaned if len(sentence) > 2})


def stretches(texts: Sequence[str]) -> list[str]:
    """Of each text of six words or more a stretch of two to twelve words."""
    chance = random.Random(SEED)
    found = set()
    for words in (text.split() for text in texts):
        if len(words) >= 6:
            size = chance.randint(2, min(12, len(words) - 1))
            begin = chance.randint(0, len(words) - size)
            found.add(" ".join(words[begin : begin + size]))
    return sorted(found)


def made(texts: Sequence[str], words: Sequence[str], often: Sequence[float]) -> list[str]:
    """Words in no order, and stretches of texts with some words exchanged.

    Args:
        texts: to take stretches of.
        words: to be put in.
        often: how often each, up to the present one.
    """
    chance = random.Random(SEED + 1)

    def some(count: int) -> list[str]:
        return chance.choices(words, cum_weights=often, k=count)

    found = set()
    while len(found) < MADE:
        found.add(" ".join(some(chance.randint(1, 6))))
    while len(found) < 2 * MADE:
        kept = chance.choice(texts).split()
        if len(kept) > 14:
            begin = chance.randint(0, len(kept) - 14)
            kept = kept[begin : begin + chance.randint(5, 14)]
        for place, word in enumerate(kept):
            if len(word) > 3 and chance.random() < EXCHANGED:
                kept[place] = some(1)[0]
        found.add(" ".join(kept))
    return sorted(found)


class Teacher:
    """The sentence transformer: the mean of its last layer over a text, at length one."""

    def __init__(self) -> None:
        self._network = BertModel.from_pretrained(BASE, add_pooling_layer=False).eval()
        self._tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
        self._tokenizer.enable_truncation(256)

    def __call__(self, texts: Sequence[str], batch: int = 64) -> Floats:
        """Return the vectors of texts, one row each."""
        found = np.zeros((len(texts), self._network.config.hidden_size), dtype=np.float32)
        self._tokenizer.enable_padding()
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for begin in range(0, len(texts), batch):
            chosen = by_length[begin : begin + batch]
            encoded = self._tokenizer.encode_batch([texts[i] for i in chosen])
            ids = torch.tensor([one.ids for one in encoded])
            found[chosen] = self._mean(ids, torch.tensor([one.attention_mask for one in encoded]))
        return found

    def pieces(self) -> Floats:
        """Return the vectors of all pieces, each as a text of its own."""
        count = self._tokenizer.get_vocab_size()
        ids = torch.tensor([[101, piece, 102] for piece in range(count)])
        parts = [self._mean(some, torch.ones_like(some)) for some in ids.split(512)]
        return np.concatenate(parts)

    @torch.inference_mode()
    def _mean(self, ids: torch.Tensor, mask: torch.Tensor) -> Floats:
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self._network(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        kept = mask[..., None]
        mean = (hidden * kept).sum(1) / kept.sum(1)
        return np.asarray(functional.normalize(mean, dim=1).numpy(), dtype=np.float32)


class Texts:
    """Texts as word pieces, one behind the other, to take batches of."""

    def __init__(self, tokenizer: Tokenizer, texts: Sequence[str]) -> None:
        encoded = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        ids = [np.array(one.ids, dtype=np.int64) for one in encoded]
        self.pieces = np.concatenate(ids)
        self.sizes = np.array([len(one) for one in ids])
        self._starts = np.cumsum(self.sizes) - self.sizes

    def batch(self, chosen: npt.NDArray[np.int64]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the pieces of the chosen texts and where each text begins."""
        sizes = self.sizes[chosen]
        offsets = np.cumsum(sizes) - sizes
        places = np.repeat(self._starts[chosen] - offsets, sizes) + np.arange(sizes.sum())
        return torch.from_numpy(self.pieces[places]), torch.from_numpy(offsets)


class Student(nn.Module):
    """A deep averaging network, which at first gives nothing but the direction of the sum."""

    def __init__(self, pieces: Floats) -> None:
        super().__init__()
        self.pieces = nn.Parameter(torch.from_numpy(pieces.copy()))
        self.wide = nn.Linear(pieces.shape[1], BETWEEN)
        self.narrow = nn.Linear(BETWEEN, pieces.shape[1])
        nn.init.zeros_(self.narrow.weight)
        nn.init.zeros_(self.narrow.bias)

    def sums(self, pieces: torch.Tensor, offsets: torch.Tensor) -> torch.Tensor:
        """Return the directions of the texts' sums."""
        found = functional.embedding_bag(pieces, self.pieces, offsets, mode="sum", sparse=True)
        return functional.normalize(found, dim=1)

    def forward(self, pieces: torch.Tensor, offsets: torch.Tensor) -> torch.Tensor:
        """Return the vectors of texts."""
        sums = self.sums(pieces, offsets)
        return sums + self.narrow(functional.relu(self.wide(STEEP * sums)))


def learn(
    student: Student, texts: Texts, wanted: Floats, *, epochs: int, rate: float, layers: float
) -> None:
    """Train a student so that the vectors of texts point where they are wanted to.

    Args:
        student: to train.
        texts: of which to make vectors.
        wanted: a row a text, at length one.
        epochs: how often all texts are seen.
        rate: of learning, of the pieces.
        layers: of learning, of the layers; 0 leaves them out.
    """
    generator = np.random.default_rng(SEED)
    usable = np.flatnonzero(texts.sizes)
    steps = len(usable) // BATCH
    behind = [*student.wide.parameters(), *student.narrow.parameters()]
    optimizers = [torch.optim.SparseAdam([student.pieces], lr=rate)]
    if layers:
        optimizers.append(torch.optim.AdamW(behind, lr=layers))

    def falling(step: int) -> float:
        return max(0.02, 1 - step / (epochs * steps))

    rates = [torch.optim.lr_scheduler.LambdaLR(one, falling) for one in optimizers]
    made_of = student if layers else student.sums
    targets = torch.from_numpy(wanted)
    for epoch in range(epochs):
        order = generator.permutation(usable)
        total = 0.0
        for begin in range(0, steps * BATCH, BATCH):
            chosen = order[begin : begin + BATCH]
            given = made_of(*texts.batch(chosen))
            loss = 1 - functional.cosine_similarity(given, targets[chosen], dim=1).mean()
            student.zero_grad()
            loss.backward()
            for optimizer, fall in zip(optimizers, rates, strict=True):
                optimizer.step()
                fall.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: cosine {1 - total / steps:.4f}", flush=True)


@torch.no_grad()
def narrowed(student: Student, texts: Texts) -> Layers:
    """The layers of a student, turned so that `WIDTH` numbers hold the most of its vectors.

    They are then turned by chance: every number becomes as telling as every other, so that their
    signs alone tell much, and all are stored equally well in a byte.
    """
    chosen = np.flatnonzero(texts.sizes)[::20]
    given = functional.normalize(student(*texts.batch(chosen)), dim=1).numpy()
    _, _, axes = np.linalg.svd(given, full_matrices=False)
    normal = np.random.default_rng(SEED).standard_normal((WIDTH, WIDTH))
    turn = axes[:WIDTH].T @ np.linalg.qr(normal).Q
    weights = {name: value.numpy() for name, value in student.state_dict().items()}
    return Layers(
        pieces=weights["pieces"],
        direct=turn,
        wide=STEEP * weights["wide.weight"].T,
        bias=weights["wide.bias"],
        narrow=weights["narrow.weight"].T @ turn,
        shift=weights["narrow.bias"] @ turn,
    )


def main() -> None:
    """Read the command line and make the vectors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, default=Path("runs/meaning"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    whole = sentences(args.data)
    parts = stretches(whole)
    counts = np.bincount(Texts(tokenizer, whole).pieces, minlength=tokenizer.get_vocab_size())
    mixed = made(whole + parts, *exchangeable(tokenizer, counts))
    teacher = Teacher()
    alone = kept(args.work / "pieces.npy", teacher.pieces)
    taught = [
        kept(args.work / f"{name}.npy", lambda some=some: teacher(some))
        for name, some in (("full", whole), ("parts", parts), ("syn", mixed))
    ]
    targets = np.concatenate(taught)

    _, _, axes = np.linalg.svd(targets[::7], full_matrices=False)
    axes = axes[:LEARNED].T
    rarity = RARE / (RARE + np.maximum(counts / counts.sum(), 1e-6))
    first = (alone - alone.mean(axis=0)) @ axes * rarity[:, None]
    first /= np.linalg.norm(first, axis=1).mean()
    wanted = targets @ axes
    wanted /= np.linalg.norm(wanted, axis=1, keepdims=True)
    texts = Texts(tokenizer, whole + parts + mixed)

    def summed() -> Floats:
        student = Student(first.astype(np.float32))
        learn(student, texts, wanted, epochs=ALONE[0], rate=ALONE[1], layers=0)
        return student.pieces.detach().numpy()

    begun = kept(args.work / "sums.npy", summed)
    # Only now, so that it makes no difference what had been made before.
    torch.manual_seed(SEED)
    student = Student(begun)
    learn(student, texts, wanted, epochs=TOGETHER[0], rate=TOGETHER[1], layers=LAYERS)
    torch.save(student.state_dict(), args.work / "student.pt")
    save_model(narrowed(student, texts), args.out)


def exchangeable(
    tokenizer: Tokenizer, counts: npt.NDArray[np.int64]
) -> tuple[list[str], list[float]]:
    """Whole words of the vocabulary, and how often to take each, up to the present one."""
    words = [
        word
        for word, piece in tokenizer.get_vocab().items()
        if word.isalpha() and word.isascii() and len(word) > 1 and piece >= FIRST_WORD
    ]
    words.sort(key=tokenizer.token_to_id)
    ids = [tokenizer.token_to_id(word) for word in words]
    # Rare words come up more often than in the texts, or nothing would be learned of them.
    return words, np.cumsum((counts[ids] + 1.0) ** 0.4).tolist()


def kept(path: Path, make: Callable[[], Floats]) -> Floats:
    """Return what is in a file, or make it and put it there."""
    if not path.exists():
        np.save(path, make().astype(np.float16))
    return np.load(path).astype(np.float32)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON Lines."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main()
