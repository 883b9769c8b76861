"""Offers environments of your own to Phalanx: copy this one file beside them.

    import phalanx_env

    phalanx_env.serve(lambda settings: Meeting())

    phalanx train qmix external --set env.command="python3 meeting.py"

What is served has
    spec                  a dictionary: agents, actions, observation_size, state_size, episode_limit, ... (docs/external.md)
    reset(seed)           begins an episode; all that is random in it comes from the seed
    step(actions)         a list of one action an agent -> (reward, terminated, truncated)
    observations()        agents x observation_size numbers, nested or in one row
    state()               state_size numbers
    available()           agents x actions, true where an action may be chosen; only where spec["masks"] is true
and, where its spec declares them, alive(), statistics(), agent_features() and entities() -> (rows, absent, hidden).
Numbers may be lists, tuples, array.array, bytes or anything of numpy. Needs Python 3.9 and nothing else.
"""
import array
import inspect
import json
import os
import signal
import socket
import struct
import sys
import threading
import traceback

PROTOCOL = 1
GREETING = b"PHXENV1\n"
HELLO, SPEC, RESET, STEP, SEEN, STEPPED, ERROR, CLOSE = range(1, 9)

# Views in the order of the protocol: where they come from, whether they are flags, and how many of them an environment has.
VIEWS = [
    ("observations", False, lambda s: s["agents"] * s["observation_size"]),
    ("state", False, lambda s: s["state_size"]),
    ("available", True, lambda s: s["agents"] * _action_count(s) if s.get("masks") else 0),
    ("alive", True, lambda s: s["agents"] if s.get("declares_alive") else 0),
    ("statistics", False, lambda s: len(s.get("statistics") or ())),
    ("agent_features", False, lambda s: s["agents"] * (s.get("agent_feature_size") or 0)),
]


def serve(make, address=None):
    """Serves until Phalanx says good-bye. Without an address it speaks by standard input and output, and `print` goes to standard error;
    with one, `unix:/path` or `127.0.0.1:5005`, it waits there for one Phalanx after another."""
    if address is None:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C at the terminal is for Phalanx, which saves its run and then says good-bye
        stream = os.fdopen(os.dup(1), "wb", buffering=1 << 20)
        os.dup2(2, 1)  # what prints does not disturb the conversation
        sys.stdout = sys.stderr
        _converse(make, sys.stdin.buffer, stream)
        return
    with _listen(address) as listener:
        while True:
            connection, _ = listener.accept()
            with connection:
                if connection.family != getattr(socket, "AF_UNIX", None):
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                _converse(make, connection.makefile("rb"), connection.makefile("wb"), prints=True)


def _listen(address):
    if address.startswith("unix:"):
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(address[5:])
    else:
        host, _, port = address.rpartition(":")
        listener = socket.socket(socket.AF_INET)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, int(port)))
    listener.listen()
    return listener


def _converse(make, source, sink, prints=False):
    sink.write(GREETING)
    sink.flush()
    if source.read(len(GREETING)) != GREETING:
        raise SystemExit("phalanx_env: what comes is no greeting of a Phalanx")
    environments, spec, number = [], None, 0
    try:
        while True:
            header = source.read(8)
            if len(header) < 8:
                return
            length, kind, number = struct.unpack("<IHH", header)
            body = source.read(length)
            if kind == CLOSE:
                return
            if kind == HELLO:
                hello = json.loads(body)
                environments = [make(hello["settings"]) for _ in range(hello["environments"])]
                spec = environments[0].spec
                _answer(sink, SPEC, number, [json.dumps(dict(spec, protocol=PROTOCOL)).encode()])
            elif kind == RESET:
                count, = struct.unpack_from("<I", body)
                seeds = struct.unpack_from(f"<{count}Q", body, 8)
                which = struct.unpack_from(f"<{count}I", body, 8 + 8 * count)
                for environment, seed in zip(which, seeds):
                    environments[environment].reset(seed)
                _answer(sink, SEEN, number, _views(spec, [environments[i] for i in which]))
            elif kind == STEP:
                _answer(sink, STEPPED, number, _step(spec, environments, body))
            else:
                raise ValueError(f"a question of kind {kind} is none of protocol {PROTOCOL}")
    except Exception as failure:  # whatever it is, Phalanx tells it to its user: a sentence, and the trace beside it
        words = str(failure).split()
        sentence = " ".join(words if len(words) > 1 else traceback.format_exception_only(type(failure), failure)[-1].split())
        _answer(sink, ERROR, number, [f"{sentence}\n{traceback.format_exc()}".encode()[: 1 << 20]])
        if prints:
            traceback.print_exc()
    finally:
        for environment in environments:
            if hasattr(environment, "close"):
                environment.close()


def _step(spec, environments, body):
    count, = struct.unpack_from("<I", body)
    which = struct.unpack_from(f"<{count}I", body, 8)
    at, agents = 8 + _padded(4 * count), spec["agents"]
    dimensions = len(spec["actions"].get("low") or ())
    width = agents * max(1, dimensions)
    numbers = struct.unpack_from(f"<{count * width}{'f' if dimensions else 'i'}", body, at)
    rewards, ended = array.array("d"), bytearray()
    for row, environment in enumerate(which):
        own = numbers[row * width:(row + 1) * width]
        actions = [list(own[a * dimensions:(a + 1) * dimensions]) for a in range(agents)] if dimensions else list(own)
        reward, terminated, truncated = environments[environment].step(actions)
        rewards.append(float(reward))
        ended.append(bool(terminated) | bool(truncated) << 1)
    return [_bytes(rewards), bytes(ended), *_views(spec, [environments[i] for i in which])]


def _views(spec, environments):
    blocks = [_block([getattr(e, name)() for e in environments], flags, width(spec), name) for name, flags, width in VIEWS if width(spec)]
    if spec.get("entities"):
        count, wide = spec["entities"]["count"], spec["entities"]["width"]
        parts = list(zip(*(e.entities() for e in environments)))
        for part, flags, width in zip(parts, (False, True, True), (count * wide, count, spec["agents"] * count)):
            blocks.append(_block(part, flags, width, "entities"))
    return blocks


def _block(rows, flags, width, name):
    block = b"".join(_row(row, flags) for row in rows)
    expected = len(rows) * width * (1 if flags else 4)
    if len(block) != expected:
        raise ValueError(f"{name}() gave {len(block) // len(rows)} bytes for an environment; {expected // len(rows)} were declared")
    return block


def _row(row, flags):
    if isinstance(row, (bytes, bytearray)):
        return bytes(row)
    if hasattr(row, "astype"):  # numpy, without needing it
        return row.astype("u1" if flags else "<f4").tobytes()
    if isinstance(row, array.array):
        return bytes(map(bool, row)) if flags else _bytes(row if row.typecode == "f" else array.array("f", row))
    flat = _flat(row)
    return bytes(map(bool, flat)) if flags else _bytes(array.array("f", flat))


def _flat(row):
    for each in row:
        return [number for inner in row for number in _flat(inner)] if hasattr(each, "__len__") else row
    return []


def _bytes(numbers):
    if sys.byteorder == "big":
        numbers = array.array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()


def _answer(sink, kind, number, blocks):
    text = kind in (SPEC, ERROR)
    body = b"".join(block if text else block + bytes(_padded(len(block)) - len(block)) for block in blocks)
    sink.write(struct.pack("<IHH", len(body), kind, number) + body)
    sink.flush()


def _padded(length):
    return (length + 7) & ~7


def _action_count(spec):
    actions = spec["actions"]
    return actions.get("count") or len(actions.get("names") or ())


class from_pymarl:
    """An environment of PyMARL or EPyMARL: `serve(lambda settings: from_pymarl(StarCraft2Env(**settings)))`. It must be repeatable by
    `reset(seed=..)` or `seed(..)`; one that takes neither plays what it likes, and runs on it cannot be repeated."""

    def __init__(self, env):
        info = env.get_env_info()
        self.env, self.close = env, getattr(env, "close", lambda: None)
        self.observations, self.state, self.available = env.get_obs, env.get_state, env.get_avail_actions
        self.spec = {
            "name": type(env).__name__, "agents": int(info["n_agents"]), "actions": {"count": int(info["n_actions"])}, "masks": True,
            "observation_size": int(info["obs_shape"]), "state_size": int(info["state_shape"]), "episode_limit": int(info["episode_limit"]),
        }

    def reset(self, seed):
        self.steps = 0
        if _takes(self.env.reset, "seed"):
            self.env.reset(seed=seed % (1 << 32))
        else:
            if hasattr(self.env, "seed") and callable(self.env.seed) and _takes(self.env.seed, "seed"):
                self.env.seed(seed % (1 << 32))
            self.env.reset()

    def step(self, actions):
        *seen, reward, terminated, info = self.env.step(actions)
        truncated = bool(info.get("episode_limit"))
        if len(seen) == 2:  # EPyMARL: observations, reward, terminated, truncated, information
            reward, terminated, truncated = seen[1], reward, bool(terminated) or truncated
        self.steps += 1
        ended = bool(terminated) and not truncated
        return reward, ended, truncated or (not ended and self.steps >= self.spec["episode_limit"])


class from_parallel:
    """A ParallelEnv of PettingZoo: `serve(lambda settings: from_parallel(simple_spread_v3.parallel_env(), episode_limit=25))`. Rewards of
    agents that differ need `reward="sum"` or `"mean"`. The state is `state()`, or all observations side by side."""

    def __init__(self, env, episode_limit=None, reward="equal"):
        self.env, self.names, self.reward, self.close = env, list(env.possible_agents), reward, env.close
        limit = episode_limit or _limit_of(env)
        if not limit:
            raise ValueError("give episode_limit: the environment does not say after how many steps an episode ends")
        spaces = [env.action_space(name) for name in self.names]
        self.counts = [int(getattr(space, "n", 0)) for space in spaces]
        self.low = [float(x) for x in spaces[0].low.ravel()] if not all(self.counts) else None
        self._see(*env.reset(seed=0))
        self.width = max(len(self.seen[name]) for name in self.names)
        self.spec = {
            "name": str(env), "agents": len(self.names), "masks": self.low is None,
            "actions": {"count": max(self.counts)} if self.low is None else {"low": self.low, "high": [float(x) for x in spaces[0].high.ravel()]},
            "observation_size": self.width, "state_size": len(self.state()), "episode_limit": int(limit),
        }

    def reset(self, seed):
        self.steps = 0
        self._see(*self.env.reset(seed=seed % (1 << 32)))

    def step(self, actions):
        asked = {name: action for name, action in zip(self.names, actions) if name in self.env.agents}
        seen, rewards, terminations, truncations, infos = self.env.step(asked)
        self._see(seen, infos)
        self.steps += 1
        over = not self.env.agents
        truncated = (over and any(truncations.values()) and not all(terminations.values())) or (not over and self.steps >= self.spec["episode_limit"])
        return self._team(list(rewards.values())), over and not truncated, truncated

    def _team(self, rewards):
        if self.reward == "equal" and any(abs(each - rewards[0]) > 1e-9 for each in rewards):
            raise ValueError(f'agents are rewarded differently ({rewards}); say what the team earns by reward="sum" or "mean"')
        return sum(rewards) / (1 if self.reward == "sum" else max(1, len(rewards)))

    def _see(self, seen, infos):
        masks = {n: (seen[n] if isinstance(seen[n], dict) else infos.get(n) or {}).get("action_mask") for n in seen}
        flat = {n: _flat((seen[n]["observation"] if isinstance(seen[n], dict) else seen[n]).ravel().tolist()) for n in seen}
        self.seen, self.masks = flat, masks

    def observations(self):  # an agent that is gone sees nothing
        return [(list(self.seen.get(name, ())) + [0.0] * self.width)[: self.width] for name in self.names]

    def state(self):
        try:
            return self.env.state().ravel().tolist()
        except NotImplementedError:
            return _flat(self.observations())

    def available(self):  # and does nothing, by its first action
        rows = []
        for name, count in zip(self.names, self.counts):
            mask = self.masks.get(name) if name in self.env.agents else [action == 0 for action in range(count)]
            mask = [True] * count if mask is None else [bool(each) for each in mask]
            rows.append(mask + [False] * (max(self.counts) - count))
        return rows


def _limit_of(env, depth=6):  # max_cycles, which most games keep somewhere inside
    inner = [each for each in (getattr(env, name, None) for name in ("unwrapped", "aec_env", "env")) if each is not None and each is not env]
    return getattr(env, "max_cycles", None) or (depth and next((limit for limit in (_limit_of(each, depth - 1) for each in inner) if limit), None))


def _takes(function, name):
    try:
        return name in inspect.signature(function).parameters
    except (TypeError, ValueError):
        return False
