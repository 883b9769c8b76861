"""The rules of PettingZoo's parallel API, checked over every environment; docs/python.md says which of its own tests pass, too."""

import contextlib
import io
import unittest

import numpy as np

from every import phalanx, NAMES, available_actions, for_every, generator, settings_of
from phalanx_environments import own_spaces


def equal(one, other):
    if isinstance(one, dict):
        return list(one) == list(other) and all(equal(one[key], other[key]) for key in one)
    return type(one) is type(other) and (
        one.dtype == other.dtype and np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other
    )


@for_every(NAMES)
class EveryParallelEnv(unittest.TestCase):
    def make(self, name, **arguments):
        made = phalanx.parallel_env(name, **arguments, **settings_of(name))
        self.addCleanup(made.close)
        return made

    def every_episode(self, name):
        """With available actions, to the end, twice."""
        world, draws = self.make(name, unavailable="error"), generator(1)
        for episode in range(2):
            observations, infos = world.reset(seed=episode, options={"anything": 1})
            self.assertEqual(world.agents, world.possible_agents)
            for step in range(world.max_cycles):
                self.check_views(world, observations, infos)
                alive = list(world.agents)
                actions = {agent: self.action(world, agent, infos, draws) for agent in alive}
                observations, rewards, terminations, truncations, infos = world.step(actions)
                for given in (observations, rewards, terminations, truncations, infos):
                    self.assertEqual(list(given), alive)
                for agent in alive:
                    self.assertIs(type(rewards[agent]), float)
                    self.assertIs(type(terminations[agent]), bool)
                    self.assertIs(type(truncations[agent]), bool)
                over = [agent for agent in alive if terminations[agent] or truncations[agent]]
                self.assertEqual(set(world.agents), set(alive) - set(over))
                if not world.agents:
                    break
            self.assertEqual(over, world.possible_agents)
            self.check_views(world, observations, infos)
            self.assertEqual(world.step({}), ({}, {}, {}, {}, {}))

    def every_seed(self, name):
        """Two of them with the same seeds do the same, with actions that are drawn without masks."""
        worlds = [self.make(name) for _ in range(2)]
        first = [world.reset(seed=42) for world in worlds]
        self.assertTrue(equal(first[0][0], first[1][0]) and equal(first[0][1], first[1][1]))
        for world in worlds:
            for i, agent in enumerate(world.possible_agents):
                world.action_space(agent).seed(7 + i)
        for _ in range(20):
            steps = [world.step({agent: world.action_space(agent).sample() for agent in world.agents}) for world in worlds]
            for one, other in zip(*steps):
                self.assertTrue(equal(one, other))
            if not worlds[0].agents:
                again = [world.reset() for world in worlds]
                self.assertTrue(equal(again[0][0], again[1][0]))

    def every_limit(self, name):
        """The environment ends after max_cycles rounds, unless its task ends before."""
        world = self.make(name, max_cycles=4)
        world.reset(seed=3)
        rounds, ended = 0, False
        while world.agents and rounds < 10:
            _, _, terminations, truncations, _ = world.step({agent: world.action_space(agent).sample() for agent in world.agents})
            rounds += 1
            ended = any(terminations.values())
            self.assertNotEqual(all(terminations.values()) and all(truncations.values()), True)
        self.assertTrue(rounds == min(4, world._batch.spec.episode_limit) or ended, rounds)

    def check_views(self, world, observations, infos):
        for agent in observations:
            self.assertTrue(world.observation_space(agent).contains(observations[agent]))
            self.assertEqual(observations[agent].dtype, np.float32)
            self.assertIs(world.observation_space(agent), world.observation_space(agent))
            self.assertIs(world.action_space(agent), world.action_space(agent))
            if "action_mask" in infos[agent]:
                self.assertEqual(infos[agent]["action_mask"].dtype, np.int8)
                self.assertTrue(infos[agent]["action_mask"].any())
        self.assertTrue(world.state_space.contains(world.state()))
        self.assertGreater(world.state().size, 0)

    def action(self, world, agent, infos, draws):
        mask = infos[agent].get("action_mask")
        return world.action_space(agent).sample() if mask is None else available_actions(mask, draws)


class ParallelTests(unittest.TestCase):
    def test_an_unavailable_action_is_replaced_or_refused(self):
        world = phalanx.parallel_env("battle/3m")
        world.reset(seed=1)
        nothing = dict.fromkeys(world.agents, np.int32(0))
        world.step(nothing)
        stopped = phalanx.parallel_env("battle/3m")
        stopped.reset(seed=1)
        stopped.step(dict.fromkeys(stopped.agents, 1))
        self.assertTrue(np.array_equal(world.state(), stopped.state()))
        strict = phalanx.parallel_env("battle/3m", unavailable="error")
        strict.reset(seed=1)
        with self.assertRaisesRegex(phalanx.ContractError, "not available"):
            strict.step(nothing)
        with self.assertRaisesRegex(phalanx.ContractError, "actions run from 0 to 8"):
            world.step(dict.fromkeys(world.agents, 9))

    def test_max_cycles_may_be_changed_from_outside(self):
        world = phalanx.parallel_env("predator-prey")
        self.assertEqual(world.max_cycles, 200)
        world.max_cycles = 2
        world.reset(seed=1)
        stay = dict.fromkeys(world.possible_agents, 4)
        self.assertFalse(any(world.step(stay)[3].values()))
        self.assertTrue(all(world.step(stay)[3].values()))
        self.assertEqual(world.agents, [])

    def test_actions_of_missing_or_other_agents_are_refused(self):
        world = phalanx.parallel_env("predator-prey")
        world.reset(seed=1)
        with self.assertRaisesRegex(ValueError, "there is no action of agent_0"):
            world.step({})
        with self.assertRaisesRegex(ValueError, "not in the episode"):
            world.step({**dict.fromkeys(world.agents, 4), "agent_99": 0})

    def test_text_is_rendered_where_it_is_asked_for(self):
        world = phalanx.parallel_env("predator-prey", render_mode="ansi")
        world.reset(seed=1)
        self.assertIsInstance(world.render(), str)
        shown = phalanx.parallel_env("predator-prey", render_mode="human")
        shown.reset(seed=1)
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            self.assertIsNone(shown.render())
        self.assertEqual(printed.getvalue(), world.render() + "\n")
        with self.assertRaisesRegex(ValueError, "render_mode is 'rgb_array'"):
            phalanx.parallel_env("predator-prey", render_mode="rgb_array")
        silent = phalanx.parallel_env("predator-prey")
        with self.assertWarns(UserWarning):
            self.assertIsNone(silent.render())

    def test_statistics_come_with_the_end(self):
        world = phalanx.parallel_env("battle/3m")
        world.reset(seed=1)
        while world.agents:
            infos = world.step(dict.fromkeys(world.agents, 1))[4]
        self.assertEqual(infos["agent_0"]["battle_won"], 0.0)

    def test_the_aec_shape_needs_pettingzoo(self):
        try:
            import pettingzoo  # noqa: F401
        except ImportError:
            with self.assertRaisesRegex(ImportError, "env needs pettingzoo"):
                phalanx.env("predator-prey")
        else:
            self.assertEqual(phalanx.env("predator-prey").possible_agents[0], "agent_0")


class OwnSpacesTests(unittest.TestCase):
    """The spaces of the package, whichever are used here."""

    def test_discrete(self):
        space, same = (own_spaces.Discrete(5) for _ in range(2))
        space.seed(3), same.seed(3)
        drawn = [space.sample() for _ in range(50)]
        self.assertEqual(drawn, [same.sample() for _ in range(50)])
        self.assertEqual(set(drawn), set(range(5)))
        self.assertEqual({space.sample(np.array([0, 1, 0, 1, 0], dtype=np.int8)) for _ in range(50)}, {1, 3})
        self.assertEqual(space.sample(np.zeros(5, dtype=np.int8)), 0)
        self.assertTrue(all(value in space for value in (0, 4, np.int32(2), np.array(3))))
        self.assertFalse(any(value in space for value in (5, -1, 1.0, "1", np.array([1]))))
        self.assertEqual(space, same)
        self.assertNotEqual(space, own_spaces.Discrete(4))

    def test_box(self):
        space = own_spaces.Box(-1, np.array([1, np.inf]), (2,))
        self.assertEqual((space.shape, space.dtype), ((2,), np.float32))
        for _ in range(50):
            self.assertTrue(space.contains(space.sample()))
        self.assertFalse(space.contains(np.array([2, 0], dtype=np.float32)))
        self.assertFalse(space.contains(np.array([0, 0, 0], dtype=np.float32)))
        self.assertFalse(space.contains([0, 0]))
        self.assertFalse(space.contains(np.array([np.nan, 0], dtype=np.float32)))
        self.assertEqual(space, own_spaces.Box(-1, np.array([1, np.inf]), (2,)))

    def test_multi_discrete(self):
        space = own_spaces.MultiDiscrete([3, 2])
        mask = np.array([[0, 1, 1], [1, 0, 0]])
        for _ in range(50):
            self.assertTrue(space.contains(space.sample()))
            first, second = space.sample(mask)
            self.assertTrue(first in (1, 2) and second == 0)
        self.assertFalse(space.contains(np.array([3, 0])))


if __name__ == "__main__":
    unittest.main()
