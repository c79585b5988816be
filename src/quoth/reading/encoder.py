"""The trained network, run by ONNX Runtime: word pieces in, tag scores and vectors out."""

from __future__ import annotations

import os
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

_BEGIN, _END = 101, 102


class Encoder:
    """The network of one model.

    Args:
        path: the graph.

    Raises:
        ModelError: it cannot be loaded.
    """

    def __init__(self, path: Path) -> None:
        options = ort.SessionOptions()
        # Windows are run side by side by the reader's own threads: that scales better than
        # sharing out the small products of one window.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Processors without integer dot products would let the sums of products overflow.
        options.add_session_config_entry("session.x64quantprecision", "1")
        try:
            self._session = ort.InferenceSession(str(path), options, ["CPUExecutionProvider"])
        except Exception as error:  # the runtime raises its own, undocumented kinds
            raise ModelError(f"{path}: cannot be loaded: {error}") from error

    def __call__(self, window: Piece) -> Scores:
        """Return the tag scores and vectors of a window, one row a piece.

        One window a run is as fast as many, nothing is padded, and the range of the integers is
        the window's own, so that its scores do not depend on what is read beside it.

        Args:
            window: ids and features of its pieces.
        """
        ids, features = window
        given = {
            "ids": np.concatenate(([_BEGIN], ids, [_END]))[None],
            "features": np.concatenate(([0], features, [0]))[None],
        }
        tags, vectors = self._session.run(("tags", "vectors"), given)
        return tags[0, 1:-1], vectors[0, 1:-1]
