"""Two agents walk on a line of seven cells and are to meet in a cell that the seed decides; a small world to start from.

    phalanx train qmix external --set env.command="python3 examples/external/meeting.py"
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "python"))
import phalanx_env  # noqa: E402

CELLS, LIMIT = 7, 20
LEFT, STAY, RIGHT = range(3)


class Meeting:
    spec = {
        "name": "meeting", "agents": 2, "actions": {"names": ["left", "stay", "right"]},
        "observation_size": 3, "state_size": 3, "episode_limit": LIMIT, "statistics": ["met"], "masks": True,
    }

    def reset(self, seed):
        self.goal = 1 + seed % (CELLS - 2)
        self.places = [0, CELLS - 1]
        self.steps = 0

    def step(self, actions):
        self.places = [place + action - STAY for place, action in zip(self.places, actions)]
        self.steps += 1
        met = all(place == self.goal for place in self.places)
        return (10.0 if met else -0.1), met, self.steps == LIMIT and not met

    def observations(self):
        # An agent sees itself and the goal; where the other is, it has to guess from the time.
        return [[place / CELLS, self.goal / CELLS, self.steps / LIMIT] for place in self.places]

    def state(self):
        return [*(place / CELLS for place in self.places), self.goal / CELLS]

    def available(self):
        return [[place > 0, True, place < CELLS - 1] for place in self.places]

    def statistics(self):
        return [float(all(place == self.goal for place in self.places))]


if __name__ == "__main__":
    phalanx_env.serve(lambda settings: Meeting())
