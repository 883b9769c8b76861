"""Many equal environments that are stepped together, with one array for each of their views."""

from __future__ import annotations

import ctypes
from typing import Any, Iterable, Optional, Sequence, Union

import numpy as np

from ._library import Handle, Views, library, text_of
from .seeds import SeedStream
from .spec import Spec

#: The names of all views.
VIEWS = ("observations", "state", "available", "statistics", "features", "entities", "absent", "hidden", "alive")

Which = Union[Sequence[int], np.ndarray]


def settings_of(given: dict[str, Any]) -> dict[str, Any]:
    """Settings as they are called: one whose name an argument of Python has is given with an underscore behind it, ``seed_=3``."""
    return {name[:-1] if name.endswith("_") else name: value for name, value in given.items()}


class Batch:
    """``count`` environments that are stepped together.

    The arrays ``observations`` [count, agents, O], ``state`` [count, S], ``available`` [count, agents, A] and so on are the same objects
    during the whole life of the batch: a reset or a step writes into them. A view that the environment does not have, or that is not
    among ``views``, is None.

    ``seed`` begins the stream of episode seeds that ``reset`` takes where it is given none.
    """

    observations: np.ndarray
    state: np.ndarray
    available: Optional[np.ndarray]
    statistics: Optional[np.ndarray]
    features: Optional[np.ndarray]
    entities: Optional[np.ndarray]
    absent: Optional[np.ndarray]
    hidden: Optional[np.ndarray]
    alive: Optional[np.ndarray]

    def __init__(self, name: str, count: int = 1, seed: Optional[int] = None, views: Optional[Iterable[str]] = None, **settings: Any) -> None:
        self._handle = Handle(name, settings_of(settings), count)
        self.spec = Spec.parse(text_of(lambda text, size, needed: library().phx_spec(self._handle.number, text, size, needed)))
        self.count = count
        self.seeds = SeedStream(seed)
        wanted = VIEWS if views is None else tuple(views)
        unknown = [view for view in wanted if view not in VIEWS]
        if unknown:
            raise ValueError(f"there is no view '{unknown[0]}'; there are {', '.join(VIEWS)}")
        self._arrays = {view: array for view, array in self._views_of(count).items() if view in wanted and array.size > 0}
        for view in VIEWS:
            setattr(self, view, self._arrays.get(view))
        self._views = _pointers(self._arrays)
        self._views_address = ctypes.addressof(self._views)
        self._library = library()
        self._all = np.arange(count, dtype=np.int32)
        self._all_address = self._all.ctypes.data
        shape = (count, self.spec.agents) if self.spec.is_discrete else (count, self.spec.agents, self.spec.dimensions)
        self._actions = np.zeros(shape, dtype=np.int32 if self.spec.is_discrete else np.float32)
        self._rewards = np.zeros(count)
        self._ended = np.zeros(count, dtype=np.uint8)
        self._ended_address = self._ended.ctypes.data
        self._rewards_address = self._rewards.ctypes.data
        self._action_addresses = (self._actions.ctypes.data, None) if self.spec.is_discrete else (None, self._actions.ctypes.data)

    def reset(self, which: Optional[Which] = None, seeds: Union[None, int, Sequence[int], np.ndarray] = None) -> None:
        """Begins episodes, in all environments or in those of a list.

        A number as ``seeds`` restarts the stream that the seeds of this call, and of later ones without seeds, are drawn from. A list has the seed of
        each episode itself.
        """
        rows = self._all if which is None else _list(which)
        if seeds is not None and np.ndim(seeds) == 0:
            self.seeds.restart(int(seeds))  # type: ignore[arg-type]
            seeds = None
        drawn = [self.seeds.next() for _ in range(len(rows))] if seeds is None else [int(seed) & ((1 << 64) - 1) for seed in seeds]  # type: ignore[union-attr]
        if len(drawn) != len(rows):
            raise ValueError(f"{len(drawn)} seeds were given for {len(rows)} environments")
        given = np.array(drawn, dtype=np.uint64)
        scratch, views = self._scratch(which, rows)
        self._handle.check(
            self._library.phx_reset(self._handle.number, rows.ctypes.data, len(rows), given.ctypes.data, ctypes.addressof(views))
        )
        self._spread(scratch, rows)

    def step(self, actions: Any, which: Optional[Which] = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Takes a step in all environments or in those of a list.

        ``actions`` is [n, agents], or [n, agents, dimensions] where actions are continuous. Returns rewards, and which episodes terminated and which were
        truncated, a row for each environment of the list.
        """
        if which is None:
            self._take(self._actions, actions)
            code = self._library.phx_step(
                self._handle.number, self._all_address, self.count, *self._action_addresses, self._rewards_address, self._ended_address, self._views_address
            )
            if code:
                self._handle.check(code)
            return self._rewards.copy(), self._ended == 1, self._ended == 2
        return self._step_some(actions, _list(which))

    def text(self, environment: int = 0) -> str:
        """A picture of one environment in lines of text; empty where it draws none."""
        if not self._handle.number:
            self._handle.check(-3)
        return text_of(lambda text, size, needed: self._library.phx_text(self._handle.number, environment, text, size, needed))

    def close(self) -> None:
        """Releases the environments; the arrays stay as they are."""
        self._handle.close()

    def __enter__(self) -> "Batch":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def _step_some(self, actions: Any, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        taken = np.zeros((len(rows), *self._actions.shape[1:]), dtype=self._actions.dtype)
        self._take(taken, actions)
        rewards, ended = np.zeros(len(rows)), np.zeros(len(rows), dtype=np.uint8)
        discrete, numbers = (taken.ctypes.data, None) if self.spec.is_discrete else (None, taken.ctypes.data)
        scratch, views = self._scratch(rows, rows)
        self._handle.check(
            self._library.phx_step(
                self._handle.number, rows.ctypes.data, len(rows), discrete, numbers, rewards.ctypes.data, ended.ctypes.data, ctypes.addressof(views)
            )
        )
        self._spread(scratch, rows)
        return rewards, ended == 1, ended == 2

    @staticmethod
    def _take(into: np.ndarray, actions: Any) -> None:
        given = np.asarray(actions)
        if given.shape != into.shape:
            raise ValueError(f"actions have the shape {given.shape}; it must be {into.shape}")
        np.copyto(into, given, casting="same_kind")  # refuses numbers with a fraction for discrete actions

    def _scratch(self, which: Optional[Which], rows: np.ndarray) -> tuple[dict[str, np.ndarray], Views]:
        """Where the rows of some environments are written; those of all go to their places at once."""
        if which is None:
            return {}, self._views
        arrays = {view: np.zeros((len(rows), *array.shape[1:]), dtype=array.dtype) for view, array in self._arrays.items()}
        return arrays, _pointers(arrays)

    def _spread(self, scratch: dict[str, np.ndarray], rows: np.ndarray) -> None:
        for view, array in scratch.items():
            self._arrays[view][rows] = array

    def _views_of(self, n: int) -> dict[str, np.ndarray]:
        s = self.spec
        numbers = {
            "observations": (n, s.agents, s.observation_size),
            "state": (n, s.state_size),
            "statistics": (n, len(s.statistics)),
            "features": (n, s.agents, s.agent_feature_size),
            "entities": (n, s.entities, s.entity_width),
        }
        flags = {"available": (n, s.agents, s.actions), "absent": (n, s.entities), "hidden": (n, s.agents, s.entities), "alive": (n, s.agents)}
        return {
            **{view: np.zeros(shape, dtype=np.float32) for view, shape in numbers.items()},
            **{view: np.zeros(shape, dtype=np.bool_) for view, shape in flags.items()},
        }


def _list(which: Which) -> np.ndarray:
    given = np.asarray(which)
    if given.ndim != 1 or (given.size > 0 and given.dtype.kind not in "iu"):
        raise ValueError("a list of environments is one row of their numbers")
    return np.ascontiguousarray(given, dtype=np.int32)


def _pointers(arrays: dict[str, np.ndarray]) -> Views:
    views = Views(size=ctypes.sizeof(Views))
    for view, array in arrays.items():
        setattr(views, view, array.ctypes.data)
    return views
