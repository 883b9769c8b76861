"""PyMARL's own QMIX, none of its files changed, on an environment of phalanx_environments; what docs/python.md compares with `phalanx train`.

    PYTHONPATH=python PHALANX_LIBRARY=.../libphalanx_environments.so python3 benchmarks/native/pymarl.py PYMARL ENVIRONMENT SEED STEPS

PYMARL is a checkout of PyMARL. Its main.py needs sacred and smac, and a Python and PyYAML of its time; here its run() is called with the configurations that
main.py would read: the defaults, QMIX, and of its StarCraft maps how often is tested. Prints a line for every test, with the processor time so far.
"""
import logging
import os
import random
import sys
import time
import types

import numpy as np
import torch
import yaml

import phalanx_environments

EVERY = ("test_greedy", "test_nepisode", "test_interval", "log_interval", "runner_log_interval", "learner_log_interval")


def read(folder, name):
    with open(os.path.join(folder, "src", "config", name), encoding="utf-8") as file:
        return yaml.safe_load(file)


def main(folder, name, seed, steps):
    sys.path.insert(0, os.path.join(folder, "src"))
    game = types.ModuleType("smac.env")  # envs/__init__.py imports the game
    game.MultiAgentEnv = game.StarCraft2Env = object
    sys.modules.update({"smac": types.ModuleType("smac"), "smac.env": game})
    import envs
    import run
    from utils.logging import Logger

    envs.REGISTRY["phalanx"] = phalanx_environments.PymarlEnv
    config = {**read(folder, "default.yaml"), **read(folder, "algs/qmix.yaml")}
    config.update({key: value for key, value in read(folder, "envs/sc2.yaml").items() if key in EVERY})
    config.update(env="phalanx", env_args={"key": name, "seed": seed}, seed=seed, t_max=steps, use_cuda=False)
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    np.random.seed(seed)
    random.seed(seed)

    begun, log_stat = time.time(), Logger.log_stat

    def tell(self, key, value, t, to_sacred=True):
        log_stat(self, key, value, t, to_sacred)
        if key in ("test_return_mean", "test_battle_won_mean"):
            used = os.times()
            print(f"t_env {t}, {key} {value:.4f}, processor {used.user + used.system:.1f} s, wall {time.time() - begun:.1f} s", flush=True)

    Logger.log_stat = tell
    run.run(types.SimpleNamespace(info={}), config, logging.getLogger("pymarl"))


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
