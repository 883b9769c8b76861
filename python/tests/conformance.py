#!/usr/bin/env python3
"""PettingZoo's own tests over every environment, wherever ``pettingzoo`` and ``gymnasium`` can be imported; it says so where they cannot.

    python3 python/tests/conformance.py [NAME ...]

The last line is "N passed, N failed". Not part of the tests that run without those packages: ``test_parallel.py`` has the same rules.
"""

from __future__ import annotations

import contextlib
import functools
import io
import sys
import traceback
import types
import warnings

from every import NAMES, phalanx, settings_of


def tests():
    """The foreign tests by name, each a function of a module-like object with parallel_env and env."""
    from pettingzoo.test import api_test, max_cycles_test, parallel_api_test, parallel_seed_test, seed_test
    from pettingzoo.test.render_test import render_test
    from pettingzoo.test.state_test import state_test

    return {
        "parallel_api_test": lambda module: parallel_api_test(module.parallel_env(), num_cycles=1000),
        "parallel_seed_test": lambda module: parallel_seed_test(module.parallel_env),
        "max_cycles_test": max_cycles_test,
        "api_test": lambda module: api_test(module.env(), num_cycles=200),
        "seed_test": lambda module: seed_test(module.env, num_cycles=100),
        "state_test": lambda module: state_test(module.env(), module.parallel_env()),
        "render_test": lambda module: render_test(module.env),
    }


def module_of(name):
    """What PettingZoo's tests take for the module of an environment."""
    made = settings_of(name)
    return types.SimpleNamespace(
        parallel_env=functools.partial(phalanx.parallel_env, name, **made), env=functools.partial(phalanx.env, name, **made)
    )


def ends_before(module, rounds):
    """Whether the task can be over so soon that the test of the time limit means nothing: one-step games are."""
    world = module.parallel_env(max_cycles=rounds)
    for episode in range(50):
        world.reset(seed=episode)
        for played in range(1, rounds + 1):
            world.step({agent: world.action_space(agent).sample() for agent in world.agents})
            if not world.agents and played < rounds:
                return True
    return False


def main() -> int:
    """Runs all tests over all environments, or over those that are named."""
    try:
        import gymnasium
        import pettingzoo
    except ImportError as missing:
        print(f"nothing was run: {missing}")
        return 0
    print(f"PettingZoo {pettingzoo.__version__}, Gymnasium {gymnasium.__version__}")
    passed = failed = 0
    told, left_out = set(), []
    for name in sys.argv[1:] or NAMES:
        for called, test in tests().items():
            if called == "max_cycles_test" and ends_before(module_of(name), 4):
                left_out.append(name)
                continue
            printed = io.StringIO()
            with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(printed):
                warnings.simplefilter("always")
                try:
                    test(module_of(name))
                    passed += 1
                except Exception:
                    failed += 1
                    print(f"{called} over {name} failed:\n{traceback.format_exc()}", file=sys.stderr)
            told.update((called, str(warning.message).split("\n")[0]) for warning in caught)
    for called, warning in sorted(told):
        print(f"{called} warns: {warning}")
    print(f"max_cycles_test was left out where the task may be over before: {', '.join(left_out) or 'nowhere'}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
