"""The reader's network: a small BERT, with tag scores and link vectors for every word piece."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertModel

from quoth.reading.links import BUCKETS, LINKING, RELATIONS, VECTOR, WIDTH, buckets
from quoth.reading.tags import KINDS, TAGS, legal
from quoth.reading.tokens import FEATURES

FORBIDDEN = -1e4
DROPPED = 0.05


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded; one row a window, one column a piece.

    `links` has a row (window, first piece, last piece) for each gold content fragment and cue,
    `linked` the column that each relation links it to: -1 where there is none, -2 where
    nothing is to be learned, as of what stands outside the window.

    `kinds` holds the gold kind tag of each piece, -1 where it is not known; `quoted` says of
    each window whether its quotations are annotated. `mentions` has a row (window, first piece,
    last piece) for each mention, `places` its first and last piece counted from the beginning
    of its article. `asking` are the mentions whose antecedent is known; for each, `allowed`
    says which mentions are candidates and `right` which of them mean the same.
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    tags: Tensor
    links: Tensor
    linked: Tensor
    kinds: Tensor
    quoted: Tensor
    mentions: Tensor
    places: Tensor
    asking: Tensor
    allowed: Tensor
    right: Tensor


class Network(nn.Module):
    """Encoder with three heads: tag scores, their transitions, and link vectors.

    Args:
        base: the encoder to begin with, or its folder.
        dropout: of the last layer.
    """

    def __init__(self, base: Path | BertModel, dropout: float = 0.1) -> None:
        super().__init__()
        if isinstance(base, Path):
            base = BertModel.from_pretrained(base, add_pooling_layer=False)
        self.encoder = base
        hidden = self.encoder.config.hidden_size
        self.features = nn.Embedding(FEATURES, hidden)
        nn.init.normal_(self.features.weight, std=0.02)
        self.tags = nn.Linear(hidden, len(TAGS) + len(KINDS))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.vectors = nn.Linear(hidden, VECTOR)
        self.null = nn.Parameter(torch.zeros(RELATIONS + 1, WIDTH))
        self.distance = nn.Parameter(torch.zeros(RELATIONS + 1, BUCKETS))
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("illegal", torch.from_numpy(~legal()) * FORBIDDEN, persistent=False)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return tag scores [windows, pieces, tags] and vectors [windows, pieces, width]."""
        hidden = self.dropout(self.hidden(ids, features, mask)[-1])
        return self.tags(hidden), self.vectors(hidden)

    def hidden(self, ids: Tensor, features: Tensor, mask: Tensor) -> list[Tensor]:
        """What each layer makes of the pieces, the embeddings first."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.features(features)
        embeddings = self.encoder.embeddings
        places = embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0]
        found = [embeddings.LayerNorm(embedded + places[: ids.shape[1]])]
        closed = torch.where(mask[:, None, None, :] == 0, FORBIDDEN, 0.0)
        closed = closed.to(torch.get_autocast_dtype("cpu"))
        for layer in self.encoder.encoder.layer:
            found.append(self._layer(layer, found[-1], closed))
        return found

    def _layer(self, layer: nn.Module, hidden: Tensor, closed: Tensor) -> Tensor:
        """One layer of BERT; written out, since casting and dropping take half of the library's."""
        heads = self.encoder.config.num_attention_heads
        own = layer.attention.self
        weight = torch.cat((own.query.weight, own.key.weight, own.value.weight))
        bias = torch.cat((own.query.bias, own.key.bias, own.value.bias))
        shape = (*hidden.shape[:2], 3, heads, -1)
        parts = nn.functional.linear(hidden, weight, bias).view(shape).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2) + closed
        with torch.autocast("cpu", enabled=False):
            shares = torch.softmax(scores, dim=-1)
        mixed = (shares @ value).transpose(1, 2).flatten(2)
        attended = layer.attention.output
        hidden = attended.LayerNorm(hidden + self._drop(attended.dense(mixed)))
        wide = nn.functional.gelu(layer.intermediate.dense(hidden))
        return layer.output.LayerNorm(hidden + self._drop(layer.output.dense(wide)))

    def _drop(self, hidden: Tensor) -> Tensor:
        """Drop the same channels in all pieces of a window: random numbers are slow to make."""
        if not self.training:
            return hidden
        kept = torch.rand(hidden.shape[0], 1, hidden.shape[2]) >= DROPPED
        return hidden * (kept / (1 - DROPPED)).to(hidden.dtype)

    def tag_loss(self, scores: Tensor, batch: Batch) -> Tensor:
        """Negative log likelihood of the gold tag sequences, for each piece (linear CRF)."""
        # The two special pieces at the ends take no part.
        chosen = batch.quoted
        if not bool(chosen.any()):
            return scores.sum() * 0.0
        lengths = batch.mask[chosen].sum(1) - 2
        scores, gold = scores[chosen, 1:, : len(TAGS)].float(), batch.tags[chosen, 1:]
        moves = self.transitions + self.illegal
        steps = int(lengths.max())
        alive = torch.arange(steps)[None, :] < lengths[:, None]
        path = torch.gather(scores[:, :steps], 2, gold[:, :steps, None])[..., 0] * alive
        moved = moves[gold[:, : steps - 1], gold[:, 1:steps]] * alive[:, 1:]
        forward = scores[:, 0]
        for step in range(1, steps):
            onward = torch.logsumexp(forward[:, :, None] + moves, dim=1) + scores[:, step]
            forward = torch.where(alive[:, step, None], onward, forward)
        total = torch.logsumexp(forward, dim=1) - path.sum(1) - moved.sum(1)
        return total.sum() / lengths.sum()

    def link_loss(self, vectors: Tensor, batch: Batch) -> Tensor:
        """Cross entropy of the first piece of what is linked, over all pieces and none."""
        if not len(batch.links):
            return vectors.sum() * 0.0
        window, first, last = batch.links.T
        shape = (*vectors.shape[:2], 3, RELATIONS, WIDTH)
        split = vectors[..., :LINKING].float().view(shape)
        query = split[window, first, 0] + split[window, last, 1]
        null = self.null[:RELATIONS]
        scores = torch.einsum("nrw,nlrw->nrl", query, split[window, :, 2]) / math.sqrt(WIDTH)
        none = (query * null).sum(-1, keepdim=True) / math.sqrt(WIDTH)
        columns = np.arange(vectors.shape[1])
        near = torch.from_numpy(
            buckets(first.numpy()[:, None], last.numpy()[:, None], columns[None])
        )
        scores = scores + self.distance[:RELATIONS, near].transpose(0, 1)
        scores = scores.masked_fill(batch.mask[window][:, None, :] == 0, FORBIDDEN)
        scores = torch.cat([none, scores], dim=-1)
        loss = vectors.sum() * 0.0
        for relation in range(RELATIONS):
            target = batch.linked[:, relation] + 1
            if bool((target >= 0).any()):
                loss = loss + nn.functional.cross_entropy(
                    scores[:, relation], target, ignore_index=-1
                )
        return loss

    def kind_loss(self, scores: Tensor, batch: Batch) -> Tensor:
        """Cross entropy of the kind tags that are known."""
        if not bool((batch.kinds >= 0).any()):
            return scores.sum() * 0.0
        given = scores[..., len(TAGS) :].float().flatten(0, 1)
        return nn.functional.cross_entropy(given, batch.kinds.flatten(), ignore_index=-1)

    def antecedent_loss(self, vectors: Tensor, batch: Batch) -> Tensor:
        """Negative log likelihood that a mention means one of those that it does mean.

        All mentions that mean the same count together (Lee and others 2017), over the windows
        of a whole article.
        """
        if not len(batch.asking):
            return vectors.sum() * 0.0
        scores = self.antecedent_scores(vectors, batch)
        right = scores[:, 1:].masked_fill(~batch.right, FORBIDDEN)
        alone = scores[:, :1].masked_fill(batch.right.any(1, keepdim=True), FORBIDDEN)
        return (scores.logsumexp(1) - torch.cat([alone, right], 1).logsumexp(1)).mean()

    def antecedent_scores(self, vectors: Tensor, batch: Batch) -> Tensor:
        """Score of "none" and of each mention of a batch for each that asks for its antecedent."""
        window, first, last = batch.mentions.T
        split = vectors[..., LINKING:].float().unflatten(-1, (4, WIDTH))
        asking, answering = (
            split[window, first, at] + split[window, last, at + 1] for at in (0, 2)
        )
        query = asking[batch.asking] / math.sqrt(WIDTH)
        places = batch.places.numpy()
        asked = places[batch.asking.numpy()]
        near = torch.from_numpy(buckets(asked[:, :1], asked[:, 1:], places[None, :, 0]))
        scores = query @ answering.T + self.distance[RELATIONS][near]
        scores = scores.masked_fill(~batch.allowed, FORBIDDEN)
        none = (query * self.null[RELATIONS]).sum(-1, keepdim=True)
        return torch.cat([none, scores], 1)

    def settings(self) -> dict[str, object]:
        """What decoding needs beside the graph: transitions, null vectors, distance scores."""
        return {
            name: getattr(self, name).detach().float().numpy().round(5).tolist()
            for name in ("transitions", "null", "distance")
        }


def save(network: Network, path: Path) -> None:
    """Keep the weights for training to go on from."""
    torch.save(network.state_dict(), path)
