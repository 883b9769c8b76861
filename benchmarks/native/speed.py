#!/usr/bin/env python3
"""Joint steps a second from Python, by the processor time of this process, the median of some turns; and how long the first reset takes.

    python3 benchmarks/native/speed.py [NAME] [TURNS]
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

PACKAGE = str(Path(__file__).resolve().parents[2] / "python")
sys.path.insert(0, PACKAGE)

import phalanx_environments as phalanx  # noqa: E402

TURN = 0.5
FIRST = "import time; t = time.process_time(); import phalanx_environments as p; b = p.Batch({!r}); b.reset(); print(time.process_time() - t)"


def batch(name, count):
    """Actions drawn with numpy among those available."""
    made, draws = phalanx.Batch(name, count, seed=1, views=("observations", "state", "available")), np.random.default_rng(1)
    made.reset()

    def step():
        actions = (draws.random(made.available.shape, dtype=np.float32) * made.available).argmax(axis=-1)
        _, terminated, truncated = made.step(actions)
        ended = terminated | truncated
        if ended.any():
            made.reset(np.flatnonzero(ended))
        return count

    return step


def parallel(name):
    """PettingZoo's shape, actions drawn by its spaces without masks."""
    made = phalanx.parallel_env(name)
    made.reset(seed=1)

    def step():
        if not made.agents:
            made.reset()
        made.step({agent: made.action_space(agent).sample() for agent in made.agents})
        return 1

    return step


def drawn(name):
    """The same with actions drawn before: what the environment alone costs."""
    made = phalanx.parallel_env(name)
    made.reset(seed=1)
    draws = np.random.default_rng(1).integers(made.action_space("agent_0").n, size=(997, made.max_num_agents)).tolist()
    joint = [dict(zip(made.possible_agents, row)) for row in draws]
    played = 0

    def step():
        nonlocal played
        if not made.agents:
            made.reset()
        played += 1
        made.step(joint[played % len(joint)])
        return 1

    return step


def turn(step):
    """Steps a second in one turn."""
    steps, begin = 0, time.process_time()
    while (spent := time.process_time() - begin) < TURN:
        for _ in range(20):
            steps += step()
    return steps / spent


def main():
    name, turns = sys.argv[1] if len(sys.argv) > 1 else "predator-prey", int(sys.argv[2]) if len(sys.argv) > 2 else 5
    cases = {
        "batch of 64": batch(name, 64),
        "batch of 1": batch(name, 1),
        "parallel_env, spaces sample": parallel(name),
        "parallel_env, actions drawn before": drawn(name),
    }
    rates = {case: [] for case in cases}
    for _ in range(turns):
        for case, step in cases.items():
            rates[case].append(turn(step))
    for case, rate in rates.items():
        print(f"{name}, {case}: {statistics.median(rate):,.0f} joint steps/s")
    first = [float(subprocess.run([sys.executable, "-c", FIRST.format(name)], check=True, capture_output=True, text=True, cwd=PACKAGE).stdout) for _ in range(turns)]
    print(f"{name}, import, numpy included, and first reset: {statistics.median(first) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
