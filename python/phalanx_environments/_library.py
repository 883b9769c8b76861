"""The native library: where it stands, its functions, and its failures as exceptions."""

from __future__ import annotations

import ctypes
import json
import os
import platform
import sys
import weakref
from pathlib import Path
from typing import Any, Callable, Optional

ABI_VERSION = 1

_BUFFER = -7
_HANDLE = -3


class PhalanxError(RuntimeError):
    """A call that the library refused; ``code`` is the number that ``phalanx_environments.h`` explains."""

    def __init__(self, sentence: str, code: int = 0) -> None:
        super().__init__(sentence)
        self.code = code


class SettingsError(PhalanxError, ValueError):
    """An unknown name or setting, or a value that is not allowed."""


class ContractError(PhalanxError):
    """A step before a reset or after the end, or an action that does not exist or is not available."""


class Sizes(ctypes.Structure):
    """``phx_sizes_t``."""

    _fields_ = [
        (name, ctypes.c_int32)
        for name in (
            "size", "count", "agents", "actions", "dimensions", "observation", "state", "limit", "statistics", "features", "entities", "entity_width",
        )
    ]


class Views(ctypes.Structure):
    """``phx_views_t``."""

    _fields_ = [("size", ctypes.c_int32), ("reserved", ctypes.c_int32)] + [
        (name, ctypes.c_void_p)
        for name in ("observations", "state", "available", "statistics", "features", "entities", "absent", "hidden", "alive")
    ]


_library: Optional[ctypes.CDLL] = None

# What holds handles, so that a child after a fork can be told that they are not its own.
_holders: "weakref.WeakSet[Any]" = weakref.WeakSet()


def library() -> ctypes.CDLL:
    """The library, loaded at the first use: a process that only imports this package may fork freely."""
    global _library
    if _library is None:
        _library = _load(_place())
    return _library


def _place() -> Path:
    named = os.environ.get("PHALANX_LIBRARY")
    if named:
        return Path(named)
    endings = {"win32": "dll", "darwin": "dylib"}
    return Path(__file__).with_name(f"libphalanx_environments.{endings.get(sys.platform, 'so')}")


def _is_too_old(flags: str = "/proc/cpuinfo") -> bool:
    """Whether this is an x86 processor from before AVX2, on which the library would end the process."""
    if os.environ.get("PHALANX_ANY_PROCESSOR") == "1" or platform.machine().lower() not in ("x86_64", "amd64"):
        return False
    try:
        with open(flags, encoding="utf-8", errors="replace") as told:
            line = next((line for line in told if line.startswith("flags")), None)
    except OSError:
        return False
    return line is not None and "avx2" not in line.split()


def _load(path: Path) -> ctypes.CDLL:
    if not path.is_file():
        raise ImportError(f"there is no native library at '{path}'; install the wheel, or name the library in PHALANX_LIBRARY")
    if _is_too_old():
        raise ImportError("the library needs a processor with AVX2; docs/python.md says how to make one for older processors, and PHALANX_ANY_PROCESSOR=1 loads it")
    loaded = ctypes.CDLL(str(path))
    pointer, i32, i64 = ctypes.c_void_p, ctypes.c_int32, ctypes.c_int64
    arguments = {
        "phx_abi_version": [],
        "phx_list": [pointer, i64, pointer],
        "phx_make": [ctypes.c_char_p, ctypes.c_char_p, i32, pointer],
        "phx_spec": [i64, pointer, i64, pointer],
        "phx_sizes": [i64, pointer],
        "phx_reset": [i64, pointer, i32, pointer, pointer],
        "phx_step": [i64, pointer, i32, pointer, pointer, pointer, pointer, pointer],
        "phx_views": [i64, pointer, i32, pointer],
        "phx_text": [i64, i32, pointer, i64, pointer],
        "phx_destroy": [i64],
    }
    for name, types in arguments.items():
        function = getattr(loaded, name)
        function.argtypes, function.restype = types, i32
    loaded.phx_last_error.argtypes, loaded.phx_last_error.restype = [pointer, i64], i64
    version = loaded.phx_abi_version()
    if version != ABI_VERSION:
        raise ImportError(f"the library at '{path}' has interface {version} and this package needs {ABI_VERSION}; install them together")
    return loaded


def failure(code: int) -> PhalanxError:
    """The exception of a code that is not 0."""
    length = library().phx_last_error(None, 0)
    text = ctypes.create_string_buffer(length + 1)
    library().phx_last_error(text, length + 1)
    kind = {-2: SettingsError, -4: ContractError}.get(code, PhalanxError)
    return kind(text.value.decode(), code)


def check(code: int) -> None:
    """Raises what a call was refused for."""
    if code != 0:
        raise failure(code)


def text_of(call: Callable[[Any, int, Any], int]) -> str:
    """A text of the library, asked for its length first."""
    needed = ctypes.c_int64()
    code = call(None, 0, ctypes.byref(needed))
    while code == _BUFFER:
        buffer = ctypes.create_string_buffer(needed.value)
        code = call(buffer, needed.value, ctypes.byref(needed))
        if code == 0:
            return buffer.value.decode()
    raise failure(code)


def _plain(value: Any) -> Any:
    """A value of numpy as JSON knows it, and a path as a text."""
    return value.item() if hasattr(value, "item") else os.fspath(value)


class Handle:
    """The number of a batch in the library. It is destroyed with this object, and means nothing after a fork."""

    def __init__(self, name: str, settings: dict[str, Any], count: int) -> None:
        self.number = 0
        self._inherited = False
        made = ctypes.c_int64()
        check(library().phx_make(str(name).encode(), json.dumps(settings, default=_plain).encode(), count, ctypes.byref(made)))
        self.number = made.value
        _holders.add(self)

    def check(self, code: int) -> None:
        """Raises what a call in this batch was refused for."""
        if code == 0:
            return
        if code == _HANDLE:
            raise PhalanxError(
                "create environments in the process that uses them: these are of the process that this one was forked from"
                if self._inherited
                else "this environment is closed",
                code,
            )
        raise failure(code)

    def close(self) -> None:
        """Destroys the batch; a second call does nothing."""
        number, self.number = self.number, 0
        if number and not self._inherited and _library is not None:
            check(_library.phx_destroy(number))

    def __del__(self) -> None:
        try:
            self.close()
        except Exception:  # at the end of the interpreter anything may be gone already
            pass


def _forget_handles() -> None:
    for holder in list(_holders):
        holder.number, holder._inherited = 0, True


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_handles)
