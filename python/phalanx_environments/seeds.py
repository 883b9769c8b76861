"""Seeds of episodes."""

from __future__ import annotations

import os
from typing import Optional

_MASK = (1 << 64) - 1


class SeedStream:
    """Episode seeds one after another, by splitmix64. Without a seed it begins where the operating system says."""

    def __init__(self, seed: Optional[int] = None) -> None:
        self._state = int.from_bytes(os.urandom(8), "little") if seed is None else int(seed) & _MASK

    def restart(self, seed: int) -> None:
        """Begins again, so that what follows depends on this seed alone."""
        self._state = int(seed) & _MASK

    def next(self) -> int:
        """The next seed."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return z ^ (z >> 31)
