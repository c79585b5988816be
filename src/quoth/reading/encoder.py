"""The trained network, run by ONNX Runtime: word pieces in, tag scores and vectors out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

# The runtime keeps a device number and reports its use over the network, unless it is told not
# to before it is loaded. Quoth promises that nothing leaves the machine.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import numpy as np
import onnxruntime as ort

from quoth.errors import ModelError
from quoth.reading.links import Floats, Ints

Piece = tuple[Ints, Ints]
Scores = tuple[Floats, Floats]

_BEGIN, _END, _PAD = 101, 102, 0
PIECES_A_BATCH = 1024
"""Word pieces in one run of the graph; what fits the processor's caches."""


class Encoder:
    """The network of one model.

    Args:
        path: the graph.
    """

    def __init__(self, path: Path) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = ort.InferenceSession(str(path), options, ["CPUExecutionProvider"])
        except Exception as error:  # the runtime raises its own, undocumented kinds
            raise ModelError(f"{path}: cannot be loaded: {error}") from error

    def __call__(self, windows: Sequence[Piece]) -> list[Scores]:
        """Return tag scores and vectors of each window, one row a piece.

        Args:
            windows: ids and features of the pieces of each; best of about one length.
        """
        lengths = [len(ids) for ids, _ in windows]
        shape = (len(windows), max(lengths) + 2)
        ids = np.full(shape, _PAD, dtype=np.int64)
        features = np.zeros(shape, dtype=np.int64)
        mask = np.zeros(shape, dtype=np.int64)
        for row, ((piece_ids, piece_features), length) in enumerate(
            zip(windows, lengths, strict=True)
        ):
            ids[row, 0], ids[row, length + 1] = _BEGIN, _END
            ids[row, 1 : length + 1] = piece_ids
            features[row, 1 : length + 1] = piece_features
            mask[row, : length + 2] = 1
        tags, vectors = self._session.run(
            ("tags", "vectors"), {"ids": ids, "features": features, "mask": mask}
        )
        return [
            (tags[row, 1 : length + 1], vectors[row, 1 : length + 1])
            for row, length in enumerate(lengths)
        ]


def batches(lengths: Sequence[int], pieces: int = PIECES_A_BATCH) -> list[list[int]]:
    """Group windows of like length, so that little is padded.

    Args:
        lengths: pieces in each window.
        pieces: most pieces in one group, padding included.

    Returns:
        indexes of the windows of each group, the longest windows first.
    """
    ordered = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    found: list[list[int]] = []
    for index in ordered:
        if found and lengths[found[-1][0]] * (len(found[-1]) + 1) <= pieces:
            found[-1].append(index)
        else:
            found.append([index])
    return found
