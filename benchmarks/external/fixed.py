"""The environment of fixed.c in Python: `fixed.py lists` tells nested lists, `fixed.py buffers` bytes that are ready."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "python"))
import phalanx_env  # noqa: E402

AGENTS, OBSERVATION, ACTIONS = 8, 100, 14


class Fixed:
    spec = {
        "name": "fixed", "agents": AGENTS, "actions": {"count": ACTIONS}, "observation_size": OBSERVATION, "state_size": 1,
        "episode_limit": 1_000_000, "masks": True,
    }
    told = {
        "lists": ([[0.0] * OBSERVATION for _ in range(AGENTS)], [0.0], [[True] * ACTIONS for _ in range(AGENTS)]),
        "buffers": (bytes(4 * AGENTS * OBSERVATION), bytes(4), b"\1" * AGENTS * ACTIONS),
    }[sys.argv[1]]

    def reset(self, seed):
        pass

    def step(self, actions):
        return 1.0, False, False

    def observations(self):
        return self.told[0]

    def state(self):
        return self.told[1]

    def available(self):
        return self.told[2]


phalanx_env.serve(lambda settings: Fixed())
