"""Environments for teams of agents, out of Phalanx: StarCraft-like battles, predator-prey, foraging, warehouses, particles, matrix games.

``Batch`` steps many at once. ``VectorEnv``, ``parallel_env``, ``EpymarlEnv`` and ``PymarlEnv`` are shaped like the environments of Gymnasium,
PettingZoo, EPyMARL and PyMARL; none of those need be installed. ``environments()`` lists what there is.
"""

from __future__ import annotations

import json
from typing import Any

from ._library import ContractError, PhalanxError, SettingsError, library, text_of
from .batch import VIEWS, Batch
from .multiagent import EpymarlEnv, PymarlEnv
from .parallel import ParallelEnv, env, parallel_env
from .spec import Spec
from .vector import VectorEnv

__version__ = "0.1.0"

__all__ = [
    "VIEWS", "Batch", "ContractError", "EpymarlEnv", "ParallelEnv", "PhalanxError", "PymarlEnv", "SettingsError", "Spec", "VectorEnv", "env",
    "environments", "names", "parallel_env",
]


def environments() -> dict[str, dict[str, Any]]:
    """All environments by name: each with its ``summary`` and its ``settings``, which have a type, a default and limits."""
    listed = json.loads(text_of(library().phx_list))
    return {entry["name"]: {"summary": entry["summary"], "settings": {s.pop("name"): s for s in entry["settings"]}} for entry in listed}


def names() -> list[str]:
    """The names of all environments, in order."""
    return list(environments())
