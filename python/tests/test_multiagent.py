"""What the runners of PyMARL and EPyMARL ask of an environment."""

import unittest

import numpy as np

from every import phalanx, DISCRETE, available_actions, for_every, generator, settings_of


class Tensor:
    """A number as torch has it."""

    def __init__(self, value):
        self.value = value

    def __int__(self):
        return int(self.value)


def play(world, draws):
    """An episode as the runners play it; the numbers that they would learn from."""
    total, steps, over = 0.0, 0, False
    while not over:
        masks = np.array(world.get_avail_actions())
        actions = [Tensor(action) for action in available_actions(masks, draws)]
        step = world.step(actions)
        reward, over, info = (step[1], step[2] or step[3], step[4]) if isinstance(world, phalanx.EpymarlEnv) else step
        total, steps = total + reward, steps + 1
        assert all(isinstance(value, (bool, int, float)) for value in info.values())
    return total, steps, info


@for_every(DISCRETE)
class EveryMultiAgentEnv(unittest.TestCase):
    def every_runner(self, name):
        totals = []
        for kind in (phalanx.EpymarlEnv, phalanx.PymarlEnv):
            world = kind(key=name, **({**settings_of(name)}))
            self.addCleanup(world.close)
            world.seed(4)
            sizes = world.get_env_info()
            self.assertEqual(set(sizes), {"state_shape", "obs_shape", "n_actions", "n_agents", "episode_limit"})
            self.assertTrue(all(type(size) is int for size in sizes.values()))
            self.assertEqual((world.n_agents, world.episode_limit), (sizes["n_agents"], sizes["episode_limit"]))
            draws = generator(3)
            for episode in range(2):
                world.reset()
                self.check_views(world, sizes)
                total, steps, info = play(world, draws)
                self.assertEqual(info["episode_limit"], steps == world.episode_limit and info["episode_limit"])
                self.check_views(world, sizes)
            totals.append(total)
            self.assertEqual(world.get_stats(), {})
            world.save_replay()
        self.assertEqual(totals[0], totals[1])

    def check_views(self, world, sizes):
        seen = world.get_obs()
        self.assertEqual([o.shape for o in seen], [(sizes["obs_shape"],)] * sizes["n_agents"])
        self.assertTrue(all(o.dtype == np.float32 for o in seen))
        self.assertTrue(np.array_equal(world.get_obs_agent(1), seen[1]))
        self.assertEqual(world.get_state().shape, (sizes["state_shape"],))
        masks = world.get_avail_actions()
        self.assertEqual(np.shape(masks), (sizes["n_agents"], sizes["n_actions"]))
        self.assertTrue(all(value in (0, 1) and type(value) is int for row in masks for value in row))
        self.assertEqual(world.get_avail_agent_actions(0), masks[0])
        self.assertEqual(world.get_total_actions(), sizes["n_actions"])


class MultiAgentTests(unittest.TestCase):
    def test_a_time_limit_is_told_from_an_end(self):
        limited = phalanx.PymarlEnv("predator-prey", episode_limit=1)
        limited.reset()
        _, terminated, info = limited.step([4] * 8)
        self.assertTrue(terminated and info["episode_limit"] is True)
        self.assertEqual(info["prey_caught"], 0.0)
        game = phalanx.EpymarlEnv("matrix/qtran")
        game.reset()
        _, _, terminated, truncated, info = game.step([0, 0])
        self.assertEqual((terminated, truncated, info["episode_limit"]), (True, False, False))

    def test_infos_within_an_episode_are_empty(self):
        world = phalanx.EpymarlEnv("predator-prey", seed=1)
        self.assertEqual(world.reset()[1], {})
        self.assertEqual(world.step([4] * 8)[4], {})

    def test_a_seed_names_the_episode(self):
        world = phalanx.EpymarlEnv("predator-prey")
        one = world.reset(seed=6)[0]
        self.assertTrue(np.array_equal(one, world.reset(seed=6, options={})[0]))
        self.assertFalse(np.array_equal(one, world.reset()[0]))

    def test_what_runners_cannot_do_is_refused(self):
        with self.assertRaisesRegex(ValueError, "common_reward is False"):
            phalanx.EpymarlEnv("predator-prey", common_reward=False)
        with self.assertRaisesRegex(ValueError, "continuous"):
            phalanx.PymarlEnv("two-quadratics")
        with self.assertRaisesRegex(ValueError, "no environment is named"):
            phalanx.PymarlEnv(seed=1)


if __name__ == "__main__":
    unittest.main()
