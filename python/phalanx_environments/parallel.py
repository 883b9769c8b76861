"""Environments in the shape of PettingZoo's ``ParallelEnv``: a dictionary of agents."""

from __future__ import annotations

import warnings
from typing import Any, Optional

import numpy as np

from . import spaces
from .batch import Batch
from .seeds import SeedStream

try:
    from pettingzoo import ParallelEnv as _Base
except ImportError:
    _Base = object  # type: ignore[assignment,misc]


_RENDER_MODES = ("human", "ansi")


class ParallelEnv(_Base):  # type: ignore[misc,valid-type]
    """One environment as a dictionary of agents, ``agent_0``, ``agent_1``, ..

    All agents act until the episode ends, and each gets the team's reward. Which actions an agent may choose is in
    ``infos[agent]["action_mask"]``. An action that it may not choose is replaced by its first available one, or refused, as
    ``unavailable`` says.
    """

    def __init__(
        self, name: str, max_cycles: Optional[int] = None, render_mode: Optional[str] = None, unavailable: str = "replace", **settings: Any
    ) -> None:
        if unavailable not in ("replace", "error"):
            raise ValueError(f"unavailable is '{unavailable}'; it must be 'replace' or 'error'")
        if render_mode not in (None, *_RENDER_MODES):
            raise ValueError(f"render_mode is '{render_mode}'; it must be None, 'human' or 'ansi'")
        self._batch = Batch(name, 1, views=("observations", "state", "available", "statistics"), **settings)
        spec = self._batch.spec
        self.metadata = {"name": name, "render_modes": list(_RENDER_MODES), "is_parallelizable": True}
        self.render_mode = render_mode
        self.unavailable = unavailable
        #: The smaller of this and the environment's own limit truncates an episode. It may be changed.
        self.max_cycles = spec.episode_limit if max_cycles is None else max_cycles
        self.possible_agents = [f"agent_{i}" for i in range(spec.agents)]
        self.agents: list[str] = []
        self.state_space = spaces.numbers((spec.state_size,))
        self.observation_spaces = {agent: spaces.numbers((spec.observation_size,)) for agent in self.possible_agents}
        self.action_spaces = {agent: _actions_of(spec) for agent in self.possible_agents}
        self._seeds = SeedStream()
        self._cycles = 0

    @property
    def unwrapped(self) -> "ParallelEnv":
        """Itself: it wraps nothing."""
        return self

    @property
    def num_agents(self) -> int:
        """How many agents act now."""
        return len(self.agents)

    @property
    def max_num_agents(self) -> int:
        """How many agents there are."""
        return len(self.possible_agents)

    def observation_space(self, agent: str) -> Any:
        """What an agent may see; always the same object."""
        return self.observation_spaces[agent]

    def action_space(self, agent: str) -> Any:
        """What an agent may do; always the same object."""
        return self.action_spaces[agent]

    def reset(self, seed: Optional[int] = None, options: Optional[dict[str, Any]] = None) -> tuple[dict[str, np.ndarray], dict[str, dict[str, Any]]]:
        """Begins the episode of a seed; without one, of the next seed after the last that was given."""
        if seed is not None:
            self._seeds.restart(seed)
        self._batch.reset(seeds=[self._seeds.next() if seed is None else seed])
        self._cycles = 0
        self.agents = list(self.possible_agents)
        return self._observations(), self._infos(ended=False)

    def step(
        self, actions: dict[str, Any]
    ) -> tuple[dict[str, np.ndarray], dict[str, float], dict[str, bool], dict[str, bool], dict[str, dict[str, Any]]]:
        """Takes a step of all agents."""
        if not self.agents:
            return {}, {}, {}, {}, {}
        rewards, terminations, truncations = self._batch.step(self._joint(actions))
        self._cycles += 1
        reward, terminated = float(rewards[0]), bool(terminations[0])
        truncated = not terminated and (bool(truncations[0]) or self._cycles >= self.max_cycles)
        if terminated or truncated:
            self.agents = []
        everyone = self.possible_agents
        return (
            self._observations(),
            dict.fromkeys(everyone, reward),
            dict.fromkeys(everyone, terminated),
            dict.fromkeys(everyone, truncated),
            self._infos(ended=terminated or truncated),
        )

    def state(self) -> np.ndarray:
        """All that is true now, which no agent sees."""
        return self._batch.state[0].copy()

    def render(self) -> Optional[str]:
        """The environment in lines of text: returned where ``render_mode`` is ``ansi``, printed where it is ``human``."""
        if self.render_mode is None:
            warnings.warn("nothing is rendered: no render_mode was given", stacklevel=2)
        elif self.render_mode == "human":
            print(self._batch.text())
        else:
            return self._batch.text()
        return None

    def close(self) -> None:
        """Releases the environment."""
        self._batch.close()

    def _joint(self, actions: dict[str, Any]) -> np.ndarray:
        missing = [agent for agent in self.agents if agent not in actions]
        if missing or len(actions) != len(self.agents):
            raise ValueError(f"there is no action of {missing[0]}" if missing else "there are actions of agents that are not in the episode")
        if not self._batch.spec.is_discrete:
            return np.array([[actions[agent] for agent in self.agents]], dtype=np.float32)
        joint = np.array([[int(actions[agent]) for agent in self.agents]], dtype=np.int32)
        if self.unavailable == "replace":
            self._replace(joint[0])
        return joint

    def _replace(self, joint: np.ndarray) -> None:
        masks = self._batch.available[0]  # type: ignore[index]
        for i, action in enumerate(joint.tolist()):
            if 0 <= action < masks.shape[1] and not masks[i, action]:
                joint[i] = masks[i].argmax()

    def _observations(self) -> dict[str, np.ndarray]:
        return dict(zip(self.possible_agents, self._batch.observations[0].copy()))

    def _infos(self, ended: bool) -> dict[str, dict[str, Any]]:
        infos: dict[str, dict[str, Any]] = {agent: {} for agent in self.possible_agents}
        if self._batch.available is not None:
            for info, mask in zip(infos.values(), self._batch.available[0].astype(np.int8)):
                info["action_mask"] = mask
        if ended and self._batch.statistics is not None:
            for info in infos.values():
                info.update(zip(self._batch.spec.statistics, map(float, self._batch.statistics[0])))
        return infos


def parallel_env(
    name: str, max_cycles: Optional[int] = None, render_mode: Optional[str] = None, unavailable: str = "replace", **settings: Any
) -> ParallelEnv:
    """An environment in the shape of PettingZoo's parallel API."""
    return ParallelEnv(name, max_cycles, render_mode, unavailable, **settings)


def env(name: str, **arguments: Any) -> Any:
    """The same in the shape of PettingZoo's AEC API, where agents act one after another; it needs pettingzoo."""
    try:
        from pettingzoo.utils.conversions import parallel_to_aec
    except ImportError as missing:
        raise ImportError("env needs pettingzoo, which cannot be imported; parallel_env does not") from missing
    return parallel_to_aec(parallel_env(name, **arguments))


def _actions_of(spec: Any) -> Any:
    return spaces.Discrete(spec.actions) if spec.is_discrete else spaces.numbers((spec.dimensions,), spec.low, spec.high)
