"""The trained network, run by ONNX Runtime: word pieces in, tag scores and vectors out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

# The runtime keeps a device number and reports its use over the network, unless it is told not
# to before it is loaded. Quoth promises that nothing leaves the machine.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import numpy as np
import onnxruntime as ort

from quoth.errors import ModelError
from quoth.reading.blocks import OWN, Pieces, blocks
from quoth.reading.links import Floats
from quoth.reading.tags import TAGS

_TAGS = len(TAGS)
_PROBE = "sums.onnx"
PROBED = 64
"""Length of the row and the column that the probe multiplies."""


class Scores(NamedTuple):
    """What the network gives for some pieces, one row each.

    Attributes:
        tags: scores of `TAGS`.
        kinds: scores of `KINDS`.
        vectors: for links and antecedents; see `links`.
    """

    tags: Floats
    kinds: Floats
    vectors: Floats


class Encoder:
    """The network of one model.

    Args:
        path: the graph.

    Raises:
        ModelError: it cannot be loaded.
    """

    def __init__(self, path: Path) -> None:
        probe = path.with_name(_PROBE)
        exact = probe.exists() and _sums_are_exact(_session(probe, exact=False))
        self._session = _session(path, exact=not exact)

    def __call__(self, texts: Sequence[Pieces]) -> list[Scores]:
        """Return the scores and vectors of the successive pieces of each text.

        The ranges of the integers are the graph's own, and no text reaches into the next: no
        piece's scores depend on what is read beside it, but for what stands within reach.
        """
        laid = [blocks(pieces) for pieces in texts]
        counts = [len(one.ids) for one in laid]
        given = {
            name: np.concatenate([getattr(one, name) for one in laid])
            for name in ("ids", "features", "places")
        }
        given["texts"] = np.repeat(np.arange(len(laid)), counts)
        chunks = self._session.run(("tags", "vectors"), given)
        tags, vectors = (values.reshape(-1, values.shape[-1]) for values in chunks)
        begins = np.cumsum([0, *counts[:-1]]) * OWN
        rows = [slice(b, b + len(p.ids)) for b, p in zip(begins, texts, strict=True)]
        return [Scores(tags[own, :_TAGS], tags[own, _TAGS:], vectors[own]) for own in rows]


def _session(path: Path, *, exact: bool) -> ort.InferenceSession:
    """Load a graph; `exact` has the runtime add up integers where none can overflow."""
    options = ort.SessionOptions()
    # Stretches are run side by side by the reader's own threads: that scales better than
    # sharing out the small products of one stretch.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # What it plans for runs of one length is of no use to the next.
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    if exact:
        options.add_session_config_entry("session.x64quantprecision", "1")
    try:
        return ort.InferenceSession(str(path), options, ["CPUExecutionProvider"])
    except Exception as error:  # the runtime raises its own, undocumented kinds
        raise ModelError(f"{path}: cannot be loaded: {error}") from error


def _sums_are_exact(probe: ort.InferenceSession) -> bool:
    """Whether this processor adds up products of bytes without overflow.

    Those with integer dot products do (AVX-512 VNNI, AVX-VNNI, Arm); older ones cut the sum of
    two products off at 16 bits, and there the runtime has to take a way that is a third as fast.
    The probe multiplies a row of the largest bytes by a column of the largest weights.
    """
    row = np.full((1, PROBED), 255, dtype=np.uint8)
    (total,) = probe.run(None, {"row": row})
    return int(total[0, 0]) == PROBED * 255 * 127
