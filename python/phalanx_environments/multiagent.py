"""Environments in the shape that PyMARL and EPyMARL ask for, ``MultiAgentEnv``."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np

from .batch import Batch
from .seeds import SeedStream


class _MultiAgentEnv:
    """What both have in common: a team of agents with discrete actions, a state, and masks."""

    def __init__(self, name: Optional[str] = None, *, key: Optional[str] = None, map_name: Optional[str] = None, seed: Optional[int] = None, **settings: Any) -> None:
        called = name or key or map_name
        if called is None:
            raise ValueError("no environment is named; give its name as key, for example key='battle/3m'")
        self._batch = Batch(called, 1, views=("observations", "state", "available", "statistics"), **settings)
        spec = self._batch.spec
        if not spec.is_discrete:
            raise ValueError(f"the actions of '{called}' are continuous; these runners need discrete ones")
        self.n_agents = spec.agents
        self.n_actions = spec.actions
        self.episode_limit = spec.episode_limit
        self._seed = seed
        self._seeds = SeedStream(seed)

    def get_obs(self) -> list[np.ndarray]:
        """What each agent sees."""
        return list(self._batch.observations[0].copy())

    def get_obs_agent(self, agent_id: int) -> np.ndarray:
        """What one agent sees."""
        return self._batch.observations[0, agent_id].copy()

    def get_obs_size(self) -> int:
        """How many numbers an agent sees."""
        return self._batch.spec.observation_size

    def get_state(self) -> np.ndarray:
        """All that is true now."""
        return self._batch.state[0].copy()

    def get_state_size(self) -> int:
        """How many numbers the state has."""
        return self._batch.spec.state_size

    def get_avail_actions(self) -> list[list[int]]:
        """Which actions each agent may choose, as 1 and 0."""
        return self._batch.available[0].astype(int).tolist()  # type: ignore[index]

    def get_avail_agent_actions(self, agent_id: int) -> list[int]:
        """Which actions one agent may choose."""
        return self._batch.available[0, agent_id].astype(int).tolist()  # type: ignore[index]

    def get_total_actions(self) -> int:
        """How many actions an agent has."""
        return self.n_actions

    def get_env_info(self) -> dict[str, int]:
        """The sizes that a runner builds its networks to."""
        return {
            "state_shape": self.get_state_size(),
            "obs_shape": self.get_obs_size(),
            "n_actions": self.n_actions,
            "n_agents": self.n_agents,
            "episode_limit": self.episode_limit,
        }

    def get_stats(self) -> dict[str, Any]:
        """Nothing: what is told of an episode is in the last step's info."""
        return {}

    def seed(self, seed: Optional[int] = None) -> Optional[int]:
        """Begins the stream of episode seeds again, if one is given; returns the last that was."""
        if seed is not None:
            self._seed = seed
            self._seeds.restart(seed)
        return self._seed

    def render(self) -> str:
        """The environment in lines of text."""
        return self._batch.text()

    def save_replay(self) -> None:
        """Nothing: ``phalanx evaluate --record`` records episodes."""

    def close(self) -> None:
        """Releases the environment."""
        self._batch.close()

    def _begin(self, seed: Optional[int]) -> None:
        if seed is not None:
            self.seed(seed)
        self._batch.reset(seeds=[self._seeds.next() if seed is None else seed])

    def _step(self, actions: Any) -> tuple[float, bool, bool, dict[str, Any]]:
        joint = [[int(action) for action in actions]]
        rewards, terminations, truncations = self._batch.step(joint)
        terminated, truncated = bool(terminations[0]), bool(truncations[0])
        info: dict[str, Any] = {}
        if terminated or truncated:
            if self._batch.statistics is not None:
                info.update(zip(self._batch.spec.statistics, map(float, self._batch.statistics[0])))
            # Both runners read it: without it they would learn that nothing follows after a time limit.
            info["episode_limit"] = truncated
        return float(rewards[0]), terminated, truncated, info


class EpymarlEnv(_MultiAgentEnv):
    """For EPyMARL: ``step`` returns observations, reward, terminated, truncated and info."""

    def __init__(
        self,
        name: Optional[str] = None,
        *,
        key: Optional[str] = None,
        seed: Optional[int] = None,
        common_reward: bool = True,
        reward_scalarisation: str = "sum",
        **settings: Any,
    ) -> None:
        if not common_reward:
            raise ValueError("common_reward is False; these environments reward the team, so it must be True")
        super().__init__(name, key=key, seed=seed, **settings)

    def reset(self, seed: Optional[int] = None, options: Optional[dict[str, Any]] = None) -> tuple[list[np.ndarray], dict[str, Any]]:
        """Begins an episode."""
        self._begin(seed)
        return self.get_obs(), {}

    def step(self, actions: Any) -> tuple[list[np.ndarray], float, bool, bool, dict[str, Any]]:
        """Takes a step of all agents; actions may be a tensor."""
        reward, terminated, truncated, info = self._step(actions)
        return self.get_obs(), reward, terminated, truncated, info


class PymarlEnv(_MultiAgentEnv):
    """For PyMARL: ``step`` returns reward, terminated and info; ``info["episode_limit"]`` tells a time limit from an end."""

    def reset(self) -> tuple[list[np.ndarray], np.ndarray]:
        """Begins an episode."""
        self._begin(None)
        return self.get_obs(), self.get_state()

    def step(self, actions: Any) -> tuple[float, bool, dict[str, Any]]:
        """Takes a step of all agents; actions may be a tensor."""
        reward, terminated, truncated, info = self._step(actions)
        return reward, terminated or truncated, info
