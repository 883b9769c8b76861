"""Batches: views, lists of environments, seeds, errors, forks."""

import ctypes
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import unittest

import numpy as np

from every import phalanx, NAMES, available_actions, for_every, generator, settings_of, shuffled


def play(batch, steps, draws, order=None):
    """Everything that happens in some steps, as bytes; the order in which environments are stepped must not matter."""
    seen = []
    for _ in range(steps):
        seen.append([None if v is None else v.copy() for v in (batch.observations, batch.state, batch.available, batch.statistics, batch.entities)])
        if batch.spec.is_discrete:
            actions = available_actions(batch.available, draws)
        else:
            actions = draws.uniform(batch.spec.low, batch.spec.high, (batch.count, batch.spec.agents, batch.spec.dimensions)).astype(np.float32)
        if order is None:
            results = batch.step(actions)
        else:
            results = [np.empty(batch.count, dtype=d) for d in (float, bool, bool)]
            for i in order:
                for into, value in zip(results, batch.step(actions[i : i + 1], which=[i])):
                    into[i] = value[0]
        seen.append(results)
        for i in np.flatnonzero(results[1] | results[2]):
            batch.reset(which=[i])
    return [a.tobytes() for part in seen for a in part if a is not None]


@for_every(NAMES)
class EveryBatch(unittest.TestCase):
    def every_views(self, name):
        with phalanx.Batch(name, 3, seed=5, **settings_of(name)) as batch:
            s = batch.spec
            batch.reset()
            self.assertEqual(batch.observations.shape, (3, s.agents, s.observation_size))
            self.assertEqual(batch.state.shape, (3, s.state_size))
            self.assertTrue(np.isfinite(batch.observations).all() and np.isfinite(batch.state).all())
            self.assertEqual(batch.available is not None, s.is_discrete)
            self.assertEqual(batch.statistics is not None, len(s.statistics) > 0)
            self.assertEqual(batch.entities is not None, s.entities > 0)
            if s.is_discrete:
                self.assertTrue(batch.available.any(axis=-1).all())
            if s.entities > 0:
                self.assertEqual(batch.hidden.shape, (3, s.agents, s.entities))
            self.assertTrue(batch.alive.all())

    def every_repetition(self, name):
        runs = []
        for order in (None, None, shuffled(4, 1)):
            with phalanx.Batch(name, 4, seed=9, **settings_of(name)) as batch:
                batch.reset()
                runs.append(play(batch, 20, generator(2), order))
        self.assertTrue(runs[0] == runs[1])
        if not any(np.frombuffer(part, dtype=bool).any() for part in runs[0] if len(part) == 4):  # no episode ended: no seed was drawn in another order
            self.assertTrue(runs[0] == runs[2])


class BatchTests(unittest.TestCase):
    def test_arrays_are_the_same_objects(self):
        with phalanx.Batch("predator-prey", 2, seed=1) as batch:
            before, seen = batch.observations, None
            batch.reset()
            seen = before.copy()
            batch.step(available_actions(batch.available, generator(1)))
            self.assertIs(before, batch.observations)
            self.assertFalse(np.array_equal(seen, before))

    def test_a_step_of_some_leaves_the_others(self):
        with phalanx.Batch("predator-prey", 3, seed=1) as batch:
            batch.reset()
            before = batch.state.copy()
            rewards, terminated, truncated = batch.step(available_actions(batch.available[[2, 0]], generator(1)), which=[2, 0])
            self.assertEqual((rewards.shape, terminated.shape, truncated.shape), ((2,), (2,), (2,)))
            self.assertTrue(np.array_equal(before[1], batch.state[1]))
            self.assertFalse(np.array_equal(before[2], batch.state[2]))

    def test_seeds_name_episodes(self):
        with phalanx.Batch("predator-prey", 3) as batch, phalanx.Batch("predator-prey", 1) as single:
            batch.reset(seeds=[7, 8, 7])
            self.assertTrue(np.array_equal(batch.state[0], batch.state[2]))
            self.assertFalse(np.array_equal(batch.state[0], batch.state[1]))
            single.reset(seeds=[8])
            self.assertTrue(np.array_equal(batch.state[1], single.state[0]))

    def test_a_number_restarts_the_stream(self):
        with phalanx.Batch("predator-prey", 2) as batch:
            batch.reset(seeds=3)
            first = batch.state.copy()
            batch.reset()
            second = batch.state.copy()
            self.assertFalse(np.array_equal(first, second))
            batch.reset(seeds=3)
            self.assertTrue(np.array_equal(first, batch.state))
            batch.reset()
            self.assertTrue(np.array_equal(second, batch.state))

    def test_unknown_names_and_settings_are_refused_in_a_sentence(self):
        with self.assertRaisesRegex(phalanx.SettingsError, "did you mean 'battle/3m'"):
            phalanx.Batch("battle/3n")
        with self.assertRaisesRegex(ValueError, "env.punishment is 5; it must be a finite number of at most 0"):
            phalanx.Batch("predator-prey", punishment=5)
        with self.assertRaisesRegex(phalanx.SettingsError, "did you mean 'env.punishment'"):
            phalanx.Batch("predator-prey", punishmnt=-5)
        with self.assertRaisesRegex(phalanx.PhalanxError, "count is 0"):
            phalanx.Batch("predator-prey", 0)
        with self.assertRaisesRegex(ValueError, "there is no view 'colour'"):
            phalanx.Batch("predator-prey", views=["colour"])

    def test_settings_at_random_are_refused_or_work(self):
        """No text for settings is a fault of the library (code -5), or ends the process."""
        listed, draws = phalanx.environments(), random.Random(1)
        odd = [0, -1, 3, 1e9, -1e308, 0.5, True, None, "", "x" * 5000, "\ud800", [], {}, [1], {"a": 1}, 2**64, -(2**63), 1e-300, "1/8", "/tmp", "/dev/zero"]
        codes = set()
        for _ in range(1500):
            name = draws.choice(list(listed))
            settings = {draws.choice(list(listed[name]["settings"]) or ["none"]): draws.choice(odd) for _ in range(draws.randint(1, 2))}
            text = bytearray(json.dumps(settings).encode())
            if draws.random() < 0.3:
                text[draws.randrange(len(text))] = draws.randint(1, 255)
            made = ctypes.c_int64()
            code = phalanx._library.library().phx_make(name.encode(), bytes(text), 1, ctypes.byref(made))
            codes.add(code)
            self.assertIn(code, (0, -2), (name, settings, str(phalanx._library.failure(code)) if code else ""))
            if code == 0:
                phalanx._library.check(phalanx._library.library().phx_destroy(made.value))
        self.assertEqual(codes, {0, -2})

    def test_a_setting_with_the_name_of_an_argument_is_given_with_an_underscore(self):
        with phalanx.Batch("matrix/random", seed_=1) as one, phalanx.Batch("matrix/random", seed_=np.int64(2)) as other:
            for batch in (one, other):
                batch.reset(seeds=[1])
            actions = np.zeros((1, one.spec.agents), dtype=int)
            self.assertNotEqual(one.step(actions)[0][0], other.step(actions)[0][0])

    def test_broken_rules_are_told(self):
        with phalanx.Batch("battle/3m", 2, seed=1) as batch:
            with self.assertRaisesRegex(phalanx.ContractError, "no episode has begun"):
                batch.step(np.ones((2, 3), dtype=int))
            batch.reset()
            with self.assertRaisesRegex(phalanx.ContractError, "not available"):
                batch.step(np.zeros((2, 3), dtype=int))
            with self.assertRaisesRegex(ValueError, r"the shape \(3,\); it must be \(2, 3\)"):
                batch.step([1, 1, 1])
            with self.assertRaises(TypeError):
                batch.step(np.ones((2, 3)) * 1.5)
            with self.assertRaisesRegex(phalanx.PhalanxError, "environment 2 is not there"):
                batch.step(np.ones((1, 3), dtype=int), which=[2])
            with self.assertRaisesRegex(phalanx.PhalanxError, "twice"):
                batch.reset(which=[1, 1])
            with self.assertRaisesRegex(ValueError, "1 seeds were given for 2 environments"):
                batch.reset(seeds=[1])
            with self.assertRaisesRegex(ValueError, "one row of their numbers"):
                batch.reset(which=np.array([True, False]))

    def test_a_closed_batch_says_so(self):
        batch = phalanx.Batch("matrix/qtran")
        batch.close()
        batch.close()
        for call in (batch.reset, batch.text, lambda: batch.step([[0, 0]])):
            with self.assertRaisesRegex(phalanx.PhalanxError, "this environment is closed"):
                call()

    @unittest.skipUnless(hasattr(os, "fork"), "no fork here")
    def test_a_child_is_told_that_the_environments_are_of_its_parent(self):
        batch = phalanx.Batch("matrix/qtran", seed=1)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                batch.reset()
                told = "nothing"
            except phalanx.PhalanxError as refused:
                told = str(refused)
            os.write(writing, told.encode())
            os._exit(0)
        os.waitpid(child, 0)
        self.assertIn("create environments in the process that uses them", os.read(reading, 1000).decode())
        batch.reset()
        batch.close()

    def test_importing_loads_no_library(self):
        program = "import phalanx_environments._library as l, phalanx_environments; assert l._library is None"
        subprocess.run([sys.executable, "-c", program], check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})

    def test_a_missing_library_is_told(self):
        program = "import phalanx_environments as p\ntry: p.names()\nexcept ImportError as e: print(e)"
        told = subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PHALANX_LIBRARY": "/nowhere.so"},
        )
        self.assertIn("there is no native library at '/nowhere.so'", told.stdout)

    @unittest.skipUnless(platform.machine() == "x86_64", "another processor")
    def test_a_processor_that_is_too_old_is_told_before_the_library_is_loaded(self):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as told:
            for flags, old in (("flags\t\t: fpu sse2 avx2 bmi2", False), ("flags\t\t: fpu sse2 avx", True), ("processor : 0", False)):
                told.seek(0), told.truncate()
                told.write(f"processor : 0\n{flags}\n"), told.flush()
                self.assertEqual(phalanx._library._is_too_old(told.name), old)
        self.assertFalse(phalanx._library._is_too_old("/nowhere"))

    def test_a_picture_is_text(self):
        with phalanx.Batch("predator-prey", 1, seed=1) as batch:
            batch.reset()
            self.assertGreaterEqual(batch.text(0).count("\n"), 10)

    def test_the_list_has_settings_with_limits(self):
        listed = phalanx.environments()
        self.assertEqual(listed["predator-prey"]["settings"]["punishment"]["max"], 0)
        self.assertNotIn("external", listed)
        self.assertEqual(list(listed), sorted(listed))


if __name__ == "__main__":
    unittest.main()
