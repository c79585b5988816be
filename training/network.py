"""The reader's network: a small BERT, with tag scores and link vectors for every word piece."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertModel

from quoth.reading.links import BUCKETS, RELATIONS, VECTOR, WIDTH, buckets
from quoth.reading.tags import TAGS, legal
from quoth.reading.tokens import FEATURES

FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded; one row a window, one column a piece.

    `links` has a row (window, first piece, last piece) for each gold content fragment and cue,
    `linked` the column that each relation links it to: -1 where there is none, -2 where
    nothing is to be learned, as of what stands outside the window.
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    tags: Tensor
    links: Tensor
    linked: Tensor


class Network(nn.Module):
    """Encoder with three heads: tag scores, their transitions, and link vectors."""

    def __init__(self, base: Path, dropout: float = 0.1) -> None:
        super().__init__()
        # Random numbers for dropped attention take longer than the layer itself on a CPU.
        self.encoder = BertModel.from_pretrained(
            base,
            add_pooling_layer=False,
            attn_implementation="eager",
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.05,
        )
        hidden = self.encoder.config.hidden_size
        self.features = nn.Embedding(FEATURES, hidden)
        nn.init.normal_(self.features.weight, std=0.02)
        self.tags = nn.Linear(hidden, len(TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.vectors = nn.Linear(hidden, VECTOR)
        self.null = nn.Parameter(torch.zeros(RELATIONS, WIDTH))
        self.distance = nn.Parameter(torch.zeros(RELATIONS, BUCKETS))
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("illegal", torch.from_numpy(~legal()) * FORBIDDEN, persistent=False)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return tag scores [windows, pieces, tags] and vectors [windows, pieces, width]."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.features(features)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        return self.tags(hidden), self.vectors(hidden)

    def tag_loss(self, scores: Tensor, batch: Batch) -> Tensor:
        """Negative log likelihood of the gold tag sequences, for each piece (linear CRF)."""
        # The two special pieces at the ends take no part.
        lengths = batch.mask.sum(1) - 2
        scores, gold = scores[:, 1:].float(), batch.tags[:, 1:]
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
        split = vectors.float().view(shape)
        query = split[window, first, 0] + split[window, last, 1]
        scores = torch.einsum("nrw,nlrw->nrl", query, split[window, :, 2]) / math.sqrt(WIDTH)
        none = (query * self.null).sum(-1, keepdim=True) / math.sqrt(WIDTH)
        columns = np.arange(vectors.shape[1])
        near = torch.from_numpy(
            buckets(first.numpy()[:, None], last.numpy()[:, None], columns[None])
        )
        scores = scores + self.distance[:, near].transpose(0, 1)
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

    def settings(self) -> dict[str, object]:
        """What decoding needs beside the graph: transitions, null vectors, distance scores."""
        return {
            name: getattr(self, name).detach().float().numpy().round(5).tolist()
            for name in ("transitions", "null", "distance")
        }


def save(network: Network, path: Path) -> None:
    """Keep the weights for training to go on from."""
    torch.save(network.state_dict(), path)
