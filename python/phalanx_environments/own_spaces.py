"""Spaces of observations and actions with the names and answers of Gymnasium's, for where that is not installed."""

from __future__ import annotations

from typing import Any, Optional, Sequence, Union

import numpy as np


class Space:
    """A set of values that can be sampled."""

    def __init__(self, shape: tuple[int, ...], dtype: Any) -> None:
        self.shape = shape
        self.dtype = np.dtype(dtype)
        self.np_random = np.random.default_rng()

    def seed(self, seed: Optional[int] = None) -> Optional[int]:
        """Begins the samples again."""
        self.np_random = np.random.default_rng(seed)
        return seed

    def sample(self, mask: Optional[np.ndarray] = None) -> Any:
        """One of the values, at random."""
        raise NotImplementedError

    def contains(self, x: Any) -> bool:
        """Whether a value is one of the space."""
        raise NotImplementedError

    def __contains__(self, x: Any) -> bool:
        return self.contains(x)


class Discrete(Space):
    """The numbers 0 to n - 1."""

    def __init__(self, n: int) -> None:
        super().__init__((), np.int64)
        self.n = np.int64(n)
        self.start = np.int64(0)

    def sample(self, mask: Optional[np.ndarray] = None) -> np.int64:
        """One of the numbers, or one of those that a mask has as 1; 0 where it has none."""
        if mask is None:
            return np.int64(self.np_random.integers(self.n))
        allowed = np.flatnonzero(mask)
        return np.int64(self.np_random.choice(allowed)) if len(allowed) > 0 else np.int64(0)

    def contains(self, x: Any) -> bool:
        whole = isinstance(x, (int, np.integer)) or (isinstance(x, np.ndarray) and x.shape == () and x.dtype.kind in "iu")
        return bool(whole and 0 <= int(x) < self.n)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Discrete) and self.n == other.n

    def __repr__(self) -> str:
        return f"Discrete({self.n})"


class MultiDiscrete(Space):
    """Rows of numbers, each from 0 to one below its own limit."""

    def __init__(self, nvec: Union[Sequence[int], np.ndarray]) -> None:
        self.nvec = np.asarray(nvec, dtype=np.int64)
        super().__init__(self.nvec.shape, np.int64)

    def sample(self, mask: Optional[np.ndarray] = None) -> np.ndarray:
        """A row; with a mask [.., n] one of the numbers that it has as 1 in each place."""
        if mask is None:
            return self.np_random.integers(self.nvec)
        draws = self.np_random.random(np.shape(mask)) * np.asarray(mask, dtype=bool)
        return draws.argmax(axis=-1)

    def contains(self, x: Any) -> bool:
        return isinstance(x, np.ndarray) and x.shape == self.shape and x.dtype.kind in "iu" and bool(np.all((x >= 0) & (x < self.nvec)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MultiDiscrete) and np.array_equal(self.nvec, other.nvec)

    def __repr__(self) -> str:
        return f"MultiDiscrete({self.nvec.tolist()})"


class Box(Space):
    """Arrays of numbers between bounds."""

    def __init__(self, low: Any, high: Any, shape: Optional[Sequence[int]] = None, dtype: Any = np.float32) -> None:
        size = tuple(shape) if shape is not None else np.broadcast_shapes(np.shape(low), np.shape(high))
        super().__init__(size, dtype)
        self.low = np.broadcast_to(np.asarray(low, dtype=dtype), size).copy()
        self.high = np.broadcast_to(np.asarray(high, dtype=dtype), size).copy()

    def sample(self, mask: Optional[np.ndarray] = None) -> np.ndarray:
        """An array, even between finite bounds and normal where there are none."""
        bounded = np.isfinite(self.low) & np.isfinite(self.high)
        low, high = np.where(bounded, self.low, 0), np.where(bounded, self.high, 1)
        even = self.np_random.uniform(low, high, self.shape)
        free = np.clip(self.np_random.standard_normal(self.shape), self.low, self.high)
        return np.clip(np.where(bounded, even, free).astype(self.dtype), self.low, self.high)

    def contains(self, x: Any) -> bool:
        return (
            isinstance(x, np.ndarray)
            and x.shape == self.shape
            and np.can_cast(x.dtype, self.dtype)
            and bool(np.all((x >= self.low) & (x <= self.high)))
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Box) and self.shape == other.shape and np.array_equal(self.low, other.low) and np.array_equal(self.high, other.high)

    def __repr__(self) -> str:
        return f"Box(shape={self.shape}, {self.dtype})"
