"""The networks that are shipped, over blocks and made to run fast in integers.

What differs from `training.network.Network`: pieces attend within and around their block (see
`quoth.reading.blocks`), so that none is read twice; and the wide layers are rectified linear,
which costs nothing where their results are cut to unsigned bytes.

The wide one is as deep and as wide as its teacher and begins with its weights; the narrow one, for
fast reading, sees less far around its block and learns from the wide one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from quoth.reading.blocks import BLOCK, Blocks, Pieces, blocks
from quoth.reading.links import Ints
from training.network import Network
from training.windows import Example


@dataclass(frozen=True, slots=True)
class Laid:
    """Articles laid out in blocks, one after another.

    `opens` and `closes` say of each block whether it is the first and the last of its article.
    `slots` says where each row of each window stands, -1 where nothing does.
    """

    ids: Tensor
    features: Tensor
    places: Tensor
    opens: Tensor
    closes: Tensor
    slots: Tensor

    def around(self, reach: int) -> Tensor:
        """Which stretches of `reach` pieces each block attends to, in order, counting all.

        One more than the last names none: where an article begins and ends.
        """
        count, inner, device = len(self.ids), BLOCK // reach, self.ids.device
        begins = inner * torch.arange(count, device=device)[:, None]
        found = begins + torch.arange(-1, inner + 1, device=device)
        found[self.opens, 0] = found[self.closes, -1] = count * inner
        return found


def lay(articles: Sequence[Sequence[Example]], length: int) -> Laid:
    """Lay the windows of articles out in blocks; `length` is that of a window, padded."""
    parts: list[Blocks] = []
    rows = []
    count = 0
    for windows in articles:
        own = [slice(w.before, None) for w in windows]
        pieces = Pieces(
            np.concatenate([w.ids[o] for w, o in zip(windows, own, strict=True)]),
            np.concatenate([w.features[o] for w, o in zip(windows, own, strict=True)]),
            np.concatenate([np.arange(w.before, len(w.ids)) + 1 for w in windows]),
        )
        laid = blocks(pieces)
        at = 0
        for window in windows:
            row = np.full(length, -1)
            at -= window.before
            row[1 : len(window.ids) + 1] = laid.slots[at : at + len(window.ids)] + count * BLOCK
            at += len(window.ids)
            rows.append(row)
        parts.append(laid)
        count += len(laid.ids)
    return _joined(parts, np.stack(rows))


def laid_alone(pieces: Pieces) -> Laid:
    """Lay the pieces of one article, or of a part of it, out as a single window."""
    laid = blocks(pieces)
    return _joined([laid], laid.slots[None])


def _joined(parts: Sequence[Blocks], slots: Ints) -> Laid:
    """Articles in blocks, one after another; none reaches into the next."""
    told = [
        torch.from_numpy(np.concatenate(values))
        for values in zip(*(part[:3] for part in parts), strict=True)
    ]
    ends = torch.tensor([len(part.ids) for part in parts]).cumsum(0)
    opens, closes = torch.zeros((2, int(ends[-1])), dtype=torch.bool)
    opens[0] = opens[ends[:-1]] = closes[ends - 1] = True
    return Laid(*told, opens, closes, torch.from_numpy(slots))


Seen = Callable[[str, Tensor], None]


def _named(seen: Seen, prefix: str, name: str, given: Tensor) -> None:
    seen(prefix + name, given)


def ranges_of(
    network: Student, laid: Iterable[Laid], share: float
) -> dict[str, tuple[float, float]]:
    """The range of what goes into each matrix product: the mean of the articles' own ranges.

    Args:
        network: in evaluation.
        laid: articles to take them from.
        share: of each article's values that its range holds: those beyond are cut off.
    """
    found: dict[str, list[tuple[float, float]]] = {}

    def seen(name: str, given: Tensor) -> None:
        flat = given.float().flatten()
        out = int(len(flat) * (1 - share) / 2) + 1
        low, high = (-torch.topk(-flat, out).values[-1], torch.topk(flat, out).values[-1])
        found.setdefault(name, []).append((low.item(), high.item()))

    with torch.inference_mode():
        for article in laid:
            network.hidden(article, seen)
    means = {k: np.mean(v, axis=0) for k, v in found.items()}
    return {k: (float(low), float(high)) for k, (low, high) in means.items()}


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a network.

    Attributes:
        layers, heads: how many.
        width, inner: numbers that stand for a piece, between the layers and in their midst.
        reach: how many pieces before and after its block a piece attends to.
    """

    layers: int
    width: int
    inner: int
    heads: int
    reach: int


WIDE = Shape(6, 384, 1536, 12, BLOCK // 2)
NARROW = Shape(4, 256, 1024, 8, BLOCK // 4)


class Student(Network):
    """The network over blocks.

    Args:
        shape: its sizes; its weights are random.
        dropout: of the last layer.
    """

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        config = BertConfig(
            num_hidden_layers=shape.layers,
            hidden_size=shape.width,
            intermediate_size=shape.inner,
            num_attention_heads=shape.heads,
        )
        super().__init__(BertModel(config, add_pooling_layer=False), dropout)
        self.shape = shape

    def hidden(  # type: ignore[override]
        self, laid: Laid, seen: Seen = lambda name, given: None
    ) -> list[Tensor]:
        """What each layer makes of the pieces, the embeddings first; [blocks, pieces, width]."""
        embeddings = self.encoder.embeddings
        places = embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0]
        given = embeddings.word_embeddings(laid.ids) + self.features(laid.features)
        found = [embeddings.LayerNorm(given + places[laid.places])]
        around = laid.around(self.shape.reach)
        for number, layer in enumerate(self.encoder.encoder.layer):
            named = partial(_named, seen, f"encoder.encoder.layer.{number}.")
            found.append(self._block_layer(layer, found[-1], around, named))
        seen("last", found[-1])
        return found

    def _block_layer(self, layer: nn.Module, hidden: Tensor, around: Tensor, seen: Seen) -> Tensor:
        """One layer over blocks; `seen` is shown what goes into its products."""
        heads = self.shape.heads
        own = layer.attention.self
        width = hidden.shape[-1] // heads
        weight = torch.cat((own.query.weight, own.key.weight, own.value.weight))
        bias = torch.cat((own.query.bias, own.key.bias, own.value.bias))
        seen("input", hidden)
        parts = nn.functional.linear(hidden, weight, bias)
        query, both = parts.split((heads * width, 2 * heads * width), dim=-1)
        stretches = both.reshape(-1, self.shape.reach, 2 * heads * width)
        stretches = nn.functional.pad(stretches, (0, 0, 0, 0, 0, 1))
        query = query.view(*query.shape[:2], heads, width).transpose(1, 2)
        near = stretches[around].view(len(around), -1, 2, heads, width)
        key, value = near.permute(2, 0, 3, 1, 4)
        scores = (query * width**-0.5) @ key.transpose(-1, -2)
        with torch.autocast("cpu", enabled=False):
            shares = torch.softmax(scores, dim=-1)
        mixed = (shares @ value).transpose(1, 2).flatten(2)
        attended = layer.attention.output
        seen("mixed", mixed)
        hidden = attended.LayerNorm(hidden + self._drop(attended.dense(mixed)))
        seen("attended", hidden)
        wide = nn.functional.relu(layer.intermediate.dense(hidden))
        seen("wide", wide)
        return layer.output.LayerNorm(hidden + self._drop(layer.output.dense(wide)))

    def forward(self, laid: Laid) -> tuple[Tensor, Tensor, list[Tensor]]:  # type: ignore[override]
        """Tag scores and vectors of each window's rows, and what the layers made of them."""
        found = self.hidden(laid)
        rows = laid.slots.clamp(min=0)
        last = self.dropout(found[-1]).flatten(0, 1)
        return (
            self.tags(last)[rows],
            self.vectors(last)[rows],
            [layer.flatten(0, 1) for layer in found],
        )


def with_weights(weights: Mapping[str, Tensor]) -> Student:
    """The network, wide or narrow, that has some weights; its width tells which it is."""
    width = weights["tags.weight"].shape[1]
    network = Student(next(shape for shape in (WIDE, NARROW) if shape.width == width))
    network.load_state_dict(weights)
    return network
