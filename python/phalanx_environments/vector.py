"""Many environments in the shape of Gymnasium's vector environments: the agents are an axis."""

from __future__ import annotations

from typing import Any, Optional, Sequence, Union

import numpy as np

from . import spaces
from .batch import Batch

try:
    from gymnasium.vector import AutoresetMode
    from gymnasium.vector import VectorEnv as _Base

    _MODES = {"same_step": AutoresetMode.SAME_STEP, "disabled": AutoresetMode.DISABLED}
except ImportError:
    _Base = object  # type: ignore[assignment,misc]
    _MODES = {"same_step": "SameStep", "disabled": "Disabled"}  # type: ignore[dict-item]


class VectorEnv(_Base):  # type: ignore[misc,valid-type]
    """``num_envs`` environments: observations [num_envs, agents, O], actions [num_envs, agents], a reward of the team for each.

    With ``autoreset="same_step"`` an episode that ends is followed by the next one in the same step: the observations are those of the new episode, and what
    the old one ended with is in ``infos["final_obs"]``, ``infos["final_state"]`` and ``infos["final_statistics"]``, in the rows that
    ``infos["_final_obs"]`` marks. With ``"disabled"`` they are reset by ``reset(options={"reset_mask": ended})``.
    """

    def __init__(self, name: str, num_envs: int = 1, autoreset: str = "same_step", **settings: Any) -> None:
        if autoreset not in _MODES:
            raise ValueError(f"autoreset is '{autoreset}'; it must be {' or '.join(map(repr, _MODES))}")
        self._batch = Batch(name, num_envs, views=("observations", "state", "available", "statistics"), **settings)
        self._resets = autoreset == "same_step"
        spec = self._batch.spec
        self.num_envs = num_envs
        self.metadata = {"name": name, "autoreset_mode": _MODES[autoreset], "render_modes": ["ansi"]}
        self.render_mode = None
        self.spec = None
        self.team = spec
        seen, acted = (spec.agents, spec.observation_size), (spec.agents,) if spec.is_discrete else (spec.agents, spec.dimensions)
        self.single_observation_space = spaces.numbers(seen)
        self.observation_space = spaces.numbers((num_envs, *seen))
        self.single_action_space = self._actions_of(acted)
        self.action_space = self._actions_of((num_envs, *acted))

    @property
    def closed(self) -> bool:
        """Whether it is closed."""
        return not self._batch._handle.number

    @closed.setter
    def closed(self, _: bool) -> None:
        pass  # Gymnasium's class sets it, too

    def reset(
        self, *, seed: Union[None, int, Sequence[int]] = None, options: Optional[dict[str, Any]] = None
    ) -> tuple[np.ndarray, dict[str, Any]]:
        """Begins episodes in all environments, or in those of ``options["reset_mask"]``.

        With a number as seed, environment i plays the episode of seed + i; with a list, that of its own place.
        """
        mask = (options or {}).get("reset_mask")
        which = np.arange(self.num_envs) if mask is None else np.flatnonzero(np.asarray(mask, dtype=bool))
        if seed is None:
            seeds = [self._batch.seeds.next() for _ in which]
        else:
            given = [seed + i for i in range(self.num_envs)] if isinstance(seed, (int, np.integer)) else list(seed)
            if len(given) != self.num_envs:
                raise ValueError(f"{len(given)} seeds were given for {self.num_envs} environments")
            self._batch.seeds.restart(given[0])
            seeds = [given[i] for i in which]
        self._batch.reset(None if mask is None else which, seeds)
        return self._batch.observations.copy(), self._infos()

    def step(self, actions: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, dict[str, Any]]:
        """Takes a step in all environments."""
        rewards, terminations, truncations = self._batch.step(actions)
        ended = terminations | truncations
        final: dict[str, Any] = {}
        if self._resets and ended.any():
            final = self._final(ended)
            which = np.flatnonzero(ended)
            self._batch.reset(which, [self._batch.seeds.next() for _ in which])
        return self._batch.observations.copy(), rewards, terminations, truncations, {**self._infos(), **final}

    def render(self) -> tuple[str, ...]:
        """Every environment in lines of text."""
        return tuple(self._batch.text(i) for i in range(self.num_envs))

    def close(self, **_: Any) -> None:
        """Releases the environments."""
        self._batch.close()

    def _infos(self) -> dict[str, Any]:
        infos: dict[str, Any] = {"state": self._batch.state.copy()}
        if self._batch.available is not None:
            infos["action_mask"] = self._batch.available.astype(np.int8)
        return infos

    def _final(self, ended: np.ndarray) -> dict[str, Any]:
        statistics = self._batch.statistics
        names = self.team.statistics
        return {
            "final_obs": self._batch.observations * ended[:, None, None],
            "final_state": self._batch.state * ended[:, None],
            "final_statistics": {} if statistics is None else {name: statistics[:, i] * ended for i, name in enumerate(names)},
            "_final_obs": ended.copy(),
        }

    def _actions_of(self, shape: tuple[int, ...]) -> Any:
        if self.team.is_discrete:
            return spaces.MultiDiscrete(np.full(shape, self.team.actions))
        return spaces.numbers(shape, self.team.low, self.team.high)
