#!/usr/bin/env python3
"""Plays maps by SMAC's own StarCraft2Env with random actions and writes down all that it returns, to be compared with what Phalanx gives.

SC2PATH must name a folder made by `phalanx sc2-server install`; `smac`, `pysc2` and `s2clientprotocol` must be importable. Nothing in them is changed.

    python3 record_smac.py --out recordings [--episodes 20] [--seed 1] [map ...]

A recording is a line of JSON with the sizes, then for each view of an episode, little-endian: u8 kind (0 start, 1 step), for a step i32 actions [agents],
f64 reward, u8 terminated, u8 battle_won; then f32 observations [agents x observation], f32 state [state], u8 available [agents x actions].
"""

import argparse
import json
import os
import struct
import sys
import time

import numpy as np
from smac.env import StarCraft2Env
from smac.env.starcraft2.maps import smac_maps


def write_views(out, env):
    out.write(np.asarray(env.get_obs(), dtype="<f4").tobytes())
    out.write(np.asarray(env.get_state(), dtype="<f4").tobytes())
    out.write(np.asarray(env.get_avail_actions(), dtype="u1").tobytes())


def record(name, path, episodes, seed):
    """Returns how many steps were played, and the seconds that SMAC took for them."""
    env = StarCraft2Env(map_name=name, seed=seed)
    draws = np.random.default_rng(seed)
    steps, seconds = 0, 0.0
    try:
        with open(path, "wb") as out:
            sizes = env.get_env_info()
            header = {"map": name, "seed": seed, "episodes": episodes, "agents": sizes["n_agents"], "actions": sizes["n_actions"]}
            header.update(observation=int(sizes["obs_shape"]), state=int(sizes["state_shape"]), limit=sizes["episode_limit"])
            out.write(json.dumps(header).encode() + b"\n")
            for _ in range(episodes):
                env.reset()
                out.write(b"\0")
                write_views(out, env)
                ended = False
                while not ended:
                    actions = [int(draws.choice(np.flatnonzero(mask))) for mask in env.get_avail_actions()]
                    begun = time.perf_counter()
                    reward, ended, facts = env.step(actions)
                    seconds += time.perf_counter() - begun
                    steps += 1
                    out.write(b"\1" + np.asarray(actions, dtype="<i4").tobytes())
                    out.write(struct.pack("<dBB", reward, ended, bool(facts.get("battle_won", False))))
                    write_views(out, env)
    finally:
        env.close()
    return steps, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("maps", nargs="*", metavar="map", help="maps; all of SMAC's without one")
    parser.add_argument("--out", required=True, help="the folder for the recordings")
    parser.add_argument("--episodes", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    os.makedirs(given.out, exist_ok=True)
    for name in given.maps or sorted(smac_maps.get_smac_map_registry()):
        path = os.path.join(given.out, f"{name}.recording")
        steps, seconds = record(name, path, given.episodes, given.seed)
        print(f"{name}: {given.episodes} episodes, {steps} steps, {steps / seconds:.0f} steps a second of SMAC's step()", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
