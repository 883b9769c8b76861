"""Every environment with the settings that it needs, and tests that are written once for all of them."""

import atexit
import random
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import phalanx_environments as phalanx  # noqa: E402

_FOLDER = Path(tempfile.mkdtemp(prefix="phalanx-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)


def _file(name, text):
    (_FOLDER / name).write_text(text)
    return str(_FOLDER / name)


SETTINGS = {
    "matrix/file": {"path": _file("game.csv", "3,-1\n0,2\n")},
    "battle/file": {
        "map": _file(
            "map.yaml",
            "limit: 60\nterrain: simple\nallies:\n  - {at: [9, 16], units: {marine: 2}}\n"
            "enemies:\n  - {at: [23, 16], units: {marine: 2}}\norder: {attack_move: [9, 16]}\n",
        )
    },
}

NAMES = phalanx.names()
DISCRETE = [name for name in NAMES if name != "two-quadratics"]


def settings_of(name):
    return SETTINGS.get(name, {})


def for_every(names):
    """Makes one test of each environment out of a method that takes its name, so that each counts."""

    def make(case):
        for method in [m for m in dir(case) if m.startswith("every_")]:
            for name in names:
                word = "".join(c if c.isalnum() else "_" for c in name)
                setattr(case, f"test_{method[len('every_'):]}__{word}", _bind(getattr(case, method), name))
        return case

    return make


def _bind(method, name):
    def test(self):
        method(self, name)

    return test


def available_actions(masks, generator):
    """An available action for each agent, at random; masks is [.., agents, actions]."""
    draws = generator.random(masks.shape) * masks
    return draws.argmax(axis=-1)


def generator(seed):
    return np.random.default_rng(seed)


def shuffled(count, seed):
    order = list(range(count))
    random.Random(seed).shuffle(order)
    return order
