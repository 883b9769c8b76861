"""The spaces that environments declare: Gymnasium's where it can be imported, else our own."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np

try:
    from gymnasium.spaces import Box, Discrete, MultiDiscrete
except ImportError:
    from .own_spaces import Box, Discrete, MultiDiscrete  # type: ignore[assignment]

__all__ = ["Box", "Discrete", "MultiDiscrete", "numbers"]


def numbers(shape: Sequence[int], low: Any = -np.inf, high: Any = np.inf) -> Any:
    """A box of single precision."""
    return Box(np.broadcast_to(np.float32(low), tuple(shape)), np.broadcast_to(np.float32(high), tuple(shape)), dtype=np.float32)
