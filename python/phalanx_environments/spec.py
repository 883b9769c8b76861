"""What an environment is from outside."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Optional

import numpy as np


@dataclass(frozen=True)
class Spec:
    """The sizes of an environment, and what else it declares.

    Actions are discrete (``actions`` of them, ``low`` and ``high`` are None) or continuous (``actions`` is 0).
    """

    name: str
    count: int
    agents: int
    actions: int
    action_names: tuple[str, ...]
    low: Optional[np.ndarray]
    high: Optional[np.ndarray]
    observation_size: int
    state_size: int
    episode_limit: int
    statistics: tuple[str, ...]
    agent_feature_size: int
    entities: int
    entity_width: int
    declares_alive: bool
    scripts: tuple[str, ...]
    observation_parts: tuple[dict[str, Any], ...]
    #: The whole document, as the library has it.
    document: dict[str, Any] = field(repr=False, compare=False)

    @property
    def is_discrete(self) -> bool:
        """Whether an agent picks one of ``actions`` actions."""
        return self.actions > 0

    @property
    def dimensions(self) -> int:
        """How many numbers make up a continuous action; 0 where actions are discrete."""
        return 0 if self.low is None else len(self.low)

    @staticmethod
    def parse(text: str) -> "Spec":
        """The specification of a JSON document."""
        d = json.loads(text)
        actions, entities = d["actions"], d["entities"] or {"count": 0, "width": 0}
        bounds = [np.array(actions[side], dtype=np.float32) if side in actions else None for side in ("low", "high")]
        return Spec(
            name=d["name"],
            count=d["count"],
            agents=d["agents"],
            actions=actions.get("count", 0),
            action_names=tuple(actions.get("names", ())),
            low=bounds[0],
            high=bounds[1],
            observation_size=d["observation_size"],
            state_size=d["state_size"],
            episode_limit=d["episode_limit"],
            statistics=tuple(d["statistics"]),
            agent_feature_size=d["agent_feature_size"],
            entities=entities["count"],
            entity_width=entities["width"],
            declares_alive=d["declares_alive"],
            scripts=tuple(d["scripts"]),
            observation_parts=tuple(d["observation_parts"]),
            document=d,
        )
