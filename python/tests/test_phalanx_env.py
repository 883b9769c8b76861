"""The other side of external environments: conversations in memory, and what is made of environments of PettingZoo's and PyMARL's kind."""
import array
import io
import json
import os
import struct
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import phalanx_env  # noqa: E402


class World:
    """Two agents, three actions; everything told is made up from the seed and the steps."""

    spec = {"name": "world", "agents": 2, "actions": {"count": 3}, "observation_size": 2, "state_size": 1, "episode_limit": 3, "statistics": ["won"], "masks": True}

    def reset(self, seed):
        self.seed, self.steps, self.asked = seed, 0, []

    def step(self, actions):
        self.asked.append(actions)
        self.steps += 1
        return sum(actions), self.steps == 2, False

    def observations(self):
        return [[self.seed, 0], (self.seed, 1)]

    def state(self):
        return array.array("f", [self.steps])

    def available(self):
        return [[True, False, True], [1, 1, 0]]

    def statistics(self):
        return [self.steps]


def converse(make, *questions):
    """Asks, and gives the answers as (kind, number, body)."""
    asked = phalanx_env.GREETING + b"".join(struct.pack("<IHH", len(body), kind, n + 1) + body for n, (kind, body) in enumerate(questions))
    sink = io.BytesIO()
    stderr, sys.stderr = sys.stderr, io.StringIO()
    try:
        phalanx_env._converse(make, io.BytesIO(asked), sink)
    finally:
        sys.stderr = stderr
    told = sink.getvalue()
    assert told.startswith(phalanx_env.GREETING)
    answers, at = [], 8
    while at < len(told):
        length, kind, number = struct.unpack_from("<IHH", told, at)
        answers.append((kind, number, told[at + 8:at + 8 + length]))
        at += 8 + length
    return answers


def hello(count=2, settings=None):
    return phalanx_env.HELLO, json.dumps({"protocol": 1, "environments": count, "first": 0, "settings": settings or {}}).encode()


def reset(environment, seed):
    return phalanx_env.RESET, struct.pack("<IIQI4x", 1, 0, seed, environment)


class ConversationTests(unittest.TestCase):
    def test_a_conversation_has_the_layout_of_the_protocol(self):
        step = phalanx_env.STEP, struct.pack("<II2I4i", 2, 0, 1, 0, 0, 1, 2, 0)
        answers = converse(lambda settings: World(), hello(), reset(0, 7), reset(1, 8), step, (phalanx_env.CLOSE, b""))
        self.assertEqual([(2, 1), (5, 2), (5, 3), (6, 4)], [answer[:2] for answer in answers])
        self.assertEqual(dict(World.spec, protocol=1), json.loads(answers[0][2]))
        self.assertEqual(struct.pack("<4ff4x6?2xf4x", 7, 0, 7, 1, 0, True, False, True, True, True, False, 0), answers[1][2])
        rewards, ends, seen = answers[3][2][:16], answers[3][2][16:24], answers[3][2][24:]
        self.assertEqual(struct.pack("<2d", 1, 2), rewards)
        self.assertEqual(bytes(8), ends)
        self.assertEqual(struct.pack("<8f", 8, 0, 8, 1, 7, 0, 7, 1), seen[:32])

    def test_what_is_thrown_is_told_with_its_sentence_first(self):
        def make(settings):
            raise RuntimeError("no licence for " + settings["who"])

        (kind, number, body), = converse(make, hello(settings={"who": "two"}))
        self.assertEqual((7, 1), (kind, number))
        self.assertTrue(body.startswith(b"no licence for two\nTraceback"))

    def test_what_has_no_sentence_of_its_own_is_told_with_its_kind(self):
        def make(settings):
            return settings["where"]

        (_, _, body), = converse(make, hello(settings={"who": "two"}))
        self.assertTrue(body.startswith(b"KeyError: 'where'\nTraceback"))

    def test_a_view_of_another_size_is_told(self):
        class Short(World):
            def observations(self):
                return [1, 2, 3]

        kind, _, body = converse(lambda settings: Short(), hello(), reset(0, 1))[-1]
        self.assertEqual(7, kind)
        self.assertTrue(body.startswith(b"observations() gave 12 bytes for an environment; 16 were declared\n"))


class OldEnvironment:
    """Of PyMARL's kind."""

    def get_env_info(self):
        return {"n_agents": 2, "n_actions": 3, "obs_shape": 1, "state_shape": 2, "episode_limit": 4}

    def seed(self, seed):
        self.seeded = seed

    def reset(self):
        self.steps = 0

    def step(self, actions):
        self.steps += 1
        return 1.5, self.steps == 4, {"episode_limit": self.steps == 4}

    def get_obs(self):
        return [[self.steps], [0]]

    def get_state(self):
        return [self.steps, 1]

    def get_avail_actions(self):
        return [[1, 1, 0]] * 2


class NewEnvironment(OldEnvironment):
    """Of EPyMARL's kind."""

    def reset(self, seed=None, options=None):
        self.seeded, self.steps = seed, 0

    def step(self, actions):
        self.steps += 1
        return self.get_obs(), 2.5, self.steps == 3, False, {}


class PymarlTests(unittest.TestCase):
    def test_an_episode_that_its_limit_ends_is_truncated(self):
        world = phalanx_env.from_pymarl(OldEnvironment())
        world.reset(9)
        self.assertEqual(9, world.env.seeded)
        self.assertEqual([(1.5, False, False)] * 3 + [(1.5, False, True)], [world.step([0, 1]) for _ in range(4)])

    def test_five_answers_are_understood_and_a_task_that_ends_is_terminated(self):
        world = phalanx_env.from_pymarl(NewEnvironment())
        world.reset((1 << 40) + 5)
        self.assertEqual(5, world.env.seeded)
        self.assertEqual([(2.5, False, False)] * 2 + [(2.5, True, False)], [world.step([0, 1]) for _ in range(3)])
        self.assertEqual({"count": 3}, world.spec["actions"])


class Row(list):
    """As much of an array as the adapter asks for."""

    def ravel(self):
        return self

    def tolist(self):
        return list(self)


class Discrete:
    def __init__(self, n):
        self.n = n


class Parallel:
    """Of PettingZoo's kind: three agents, of which the second leaves after a step."""

    possible_agents = ["a", "b", "c"]
    max_cycles = 3
    equal = True

    def action_space(self, agent):
        return Discrete(2 if agent == "c" else 3)

    def _seen(self):
        return {agent: Row([self.steps] * (1 + self.possible_agents.index(agent))) for agent in self.agents}

    def reset(self, seed=None, options=None):
        self.seeded, self.steps, self.agents = seed, 0, list(self.possible_agents)
        return self._seen(), {agent: {} for agent in self.agents}

    def step(self, actions):
        self.steps += 1
        self.asked = actions
        alive, before = ["a", "c"] if self.steps < 3 else [], self.agents
        self.agents = alive
        seen = self._seen()
        rewards = {agent: 1.0 if self.equal else float(len(agent) + before.index(agent)) for agent in before}
        return seen, rewards, {agent: agent not in alive and self.steps < 3 for agent in before}, {agent: self.steps == 3 for agent in before}, {
            agent: {"action_mask": Row([1, 0] if agent == "c" else [0, 1, 1])} for agent in alive}

    def state(self):
        raise NotImplementedError

    def close(self):
        self.closed = True


class ParallelTests(unittest.TestCase):
    def test_observations_are_padded_and_agents_that_are_gone_do_nothing(self):
        world = phalanx_env.from_parallel(Parallel())
        self.assertEqual((3, 3, 9, 3), (world.spec["agents"], world.spec["observation_size"], world.spec["state_size"], world.spec["episode_limit"]))
        world.reset(4)
        self.assertEqual([[True] * 3, [True] * 3, [True, True, False]], world.available())
        self.assertEqual((1.0, False, False), world.step([0, 1, 1]))
        self.assertEqual([[1, 0, 0], [0, 0, 0], [1, 1, 1]], world.observations())
        self.assertEqual([[False, True, True], [True, False, False], [True, False, False]], world.available())
        self.assertEqual((1.0, False, False), world.step([1, 0, 0]))
        self.assertEqual({"a": 1, "c": 0}, world.env.asked)
        self.assertEqual((1.0, False, True), world.step([1, 0, 0]))

    def test_the_limit_is_found_where_the_game_keeps_it_and_missed_with_a_sentence(self):
        class Wrapper:
            def __init__(self, env):
                self.env = env

        self.assertEqual(3, phalanx_env._limit_of(Wrapper(Wrapper(Parallel()))))
        endless = Parallel()
        endless.max_cycles = None
        with self.assertRaisesRegex(ValueError, "^give episode_limit: the environment does not say"):
            phalanx_env.from_parallel(endless)

    def test_rewards_that_differ_need_to_be_told_how_they_add_up(self):
        for how, expected in (("sum", 6.0), ("mean", 2.0)):
            env = Parallel()
            env.equal = False
            world = phalanx_env.from_parallel(env, reward=how)
            world.reset(1)
            self.assertEqual(expected, world.step([0, 0, 0])[0])
        env = Parallel()
        env.equal = False
        world = phalanx_env.from_parallel(env)
        world.reset(1)
        with self.assertRaisesRegex(ValueError, "agents are rewarded differently"):
            world.step([0, 0, 0])


if __name__ == "__main__":
    unittest.main()
