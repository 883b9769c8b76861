"""Gymnasium's vector shape."""

import unittest

import numpy as np

from every import phalanx, NAMES, available_actions, for_every, generator, settings_of


def actions_of(world, infos, draws):
    return available_actions(infos["action_mask"], draws) if "action_mask" in infos else world.action_space.sample()


@for_every(NAMES)
class EveryVectorEnv(unittest.TestCase):
    def every_episode(self, name):
        world, draws = phalanx.VectorEnv(name, 3, **settings_of(name)), generator(1)
        self.addCleanup(world.close)
        observations, infos = world.reset(seed=5)
        ends = 0
        for _ in range(30):
            self.assertEqual(observations.shape, world.observation_space.shape)
            self.assertEqual(observations.shape[1:], world.single_observation_space.shape)
            self.assertTrue(world.observation_space.contains(observations))
            actions = actions_of(world, infos, draws)
            self.assertEqual(actions.shape, world.action_space.shape)
            observations, rewards, terminations, truncations, infos = world.step(actions)
            self.assertEqual((rewards.shape, rewards.dtype), ((3,), np.float64))
            self.assertEqual((terminations.dtype, truncations.dtype), (np.bool_, np.bool_))
            ended = terminations | truncations
            ends += ended.sum()
            self.assertEqual("final_obs" in infos, ended.any())
            if ended.any():
                self.assertTrue(np.array_equal(infos["_final_obs"], ended))
                self.assertEqual(infos["final_obs"].shape, observations.shape)
                self.assertFalse(infos["final_obs"][~ended].any())


class VectorTests(unittest.TestCase):
    def test_an_episode_that_ends_is_followed_in_the_same_step(self):
        world = phalanx.VectorEnv("predator-prey", 2, episode_limit=2)
        single = phalanx.Batch("predator-prey", 1, episode_limit=2)
        world.reset(seed=10)
        single.reset(seeds=[11])
        stay = np.full((2, 8), 4)
        world.step(stay)
        single.step(stay[:1])
        observations, _, terminations, truncations, infos = world.step(stay)
        single.step(stay[:1])
        self.assertTrue(truncations.all() and not terminations.any())
        self.assertTrue(np.array_equal(infos["final_obs"][1], single.observations[0]))
        self.assertTrue(np.array_equal(infos["final_state"][1], single.state[0]))
        self.assertEqual(infos["final_statistics"]["prey_caught"].shape, (2,))
        self.assertFalse(np.array_equal(observations[1], single.observations[0]))
        self.assertNotIn("final_obs", world.step(stay)[4])

    def test_only_episodes_that_ended_begin_again(self):
        world, twin, draws = phalanx.VectorEnv("battle/3m", 6), phalanx.Batch("battle/3m", 6), generator(3)
        observations, infos = world.reset(seed=20)
        twin.reset(seeds=range(20, 26))
        ended = np.zeros(6, dtype=bool)
        while not ended.any():
            actions = actions_of(world, infos, draws)
            observations, _, terminations, truncations, infos = world.step(actions)
            ended = terminations | truncations
            twin.step(actions)
        self.assertFalse(ended.all())
        self.assertTrue(np.array_equal(observations[~ended], twin.observations[~ended]))
        self.assertTrue(np.array_equal(infos["final_obs"][ended], twin.observations[ended]))
        self.assertFalse(np.array_equal(observations[ended], twin.observations[ended]))

    def test_without_autoreset_the_caller_resets(self):
        world = phalanx.VectorEnv("predator-prey", 2, autoreset="disabled", episode_limit=2)
        world.reset(seed=1)
        stay = np.full((2, 8), 4)
        world.step(stay)
        truncations = world.step(stay)[3]
        with self.assertRaisesRegex(phalanx.ContractError, "reset it first"):
            world.step(stay)
        world.reset(options={"reset_mask": truncations})
        world.step(stay)
        before = world._batch.state.copy()
        world.reset(options={"reset_mask": np.array([False, True])})
        self.assertTrue(np.array_equal(before[0], world._batch.state[0]))
        self.assertFalse(np.array_equal(before[1], world._batch.state[1]))

    def test_a_number_is_the_seed_of_the_first_and_the_others_follow(self):
        world, other = phalanx.VectorEnv("predator-prey", 3), phalanx.VectorEnv("predator-prey", 2)
        one, two = world.reset(seed=7)[0], other.reset(seed=[8, 9])[0]
        self.assertTrue(np.array_equal(one[1:], two))
        self.assertTrue(np.array_equal(world.reset()[0], [world.reset(seed=7), world.reset()[0]][1]))

    def test_it_says_how_it_resets(self):
        for mode, word in (("same_step", "SameStep"), ("disabled", "Disabled")):
            told = phalanx.VectorEnv("matrix/qtran", 1, autoreset=mode).metadata["autoreset_mode"]
            self.assertEqual(getattr(told, "value", told), word)
        with self.assertRaisesRegex(ValueError, "autoreset is 'next_step'"):
            phalanx.VectorEnv("matrix/qtran", 1, autoreset="next_step")


if __name__ == "__main__":
    unittest.main()
