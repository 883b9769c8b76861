#!/usr/bin/env python3
"""Builds the wheel of phalanx_environments, with the native library inside, out of the standard library alone.

    dotnet publish src/Phalanx.Native -c Release -r linux-x64
    python3 python/build_wheel.py --out dist

The wheel is for this system and for every Python from 3.9 on. The same files make the same bytes.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import platform
import re
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PACKAGE = "phalanx_environments"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a zip: a build says nothing about when it was made


def version() -> str:
    """The version that the package itself says."""
    return re.search(r'^__version__ = "(.+)"$', (HERE / PACKAGE / "__init__.py").read_text(), re.M)[1]  # type: ignore[index]


def published() -> Path:
    """Where publishing for this system puts the library."""
    system = {"linux": "linux", "darwin": "osx", "win32": "win"}[sys.platform]
    machine = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}[platform.machine().lower()]
    ending = {"linux": "so", "darwin": "dylib", "win32": "dll"}[sys.platform]
    return ROOT / f"src/Phalanx.Native/bin/Release/net10.0/{system}-{machine}/publish/lib{PACKAGE}.{ending}"


def tag_of(library: bytes) -> str:
    """The systems that the library runs on. On Linux it is the newest version of libc that a symbol of it needs."""
    machine = platform.machine().lower()
    if sys.platform == "win32":
        return f"win_{machine}"
    if sys.platform == "darwin":
        return f"macosx_12_0_{machine}"
    newest = max(int(minor) for minor in re.findall(rb"GLIBC_2\.(\d+)", library))
    return f"manylinux_2_{newest}_{machine}"


def metadata() -> str:
    """What installers read."""
    return (
        "Metadata-Version: 2.1\n"
        f"Name: {PACKAGE.replace('_', '-')}\n"
        f"Version: {version()}\n"
        "Summary: Fast environments for teams of agents: StarCraft-like battles, predator-prey, foraging and more, in the shapes of Gymnasium, PettingZoo and PyMARL\n"
        "License: MIT\n"
        "Requires-Python: >=3.9\n"
        "Requires-Dist: numpy\n"
        "Description-Content-Type: text/markdown\n"
        "\n" + (ROOT / "docs/python.md").read_text(encoding="utf-8")
    )


def build(library: Path, out: Path) -> Path:
    """Writes the wheel and returns its path."""
    native = library.read_bytes()
    tag = f"py3-none-{tag_of(native)}"
    folder = f"{PACKAGE}-{version()}.dist-info"
    files = {f"{PACKAGE}/{path.name}": path.read_bytes() for path in sorted((HERE / PACKAGE).iterdir()) if path.suffix == ".py" or path.name == "py.typed"}
    files[f"{PACKAGE}/{library.name}"] = native
    files[f"{PACKAGE}/phalanx_environments.h"] = (ROOT / "src/Phalanx.Native/include/phalanx_environments.h").read_bytes()
    files[f"{folder}/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    files[f"{folder}/THIRD-PARTY-NOTICES.md"] = (ROOT / "THIRD-PARTY-NOTICES.md").read_bytes()
    files[f"{folder}/METADATA"] = metadata().encode()
    files[f"{folder}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: build_wheel\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
    files[f"{folder}/RECORD"] = record(files, f"{folder}/RECORD").encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, content)
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{PACKAGE}-{version()}-{tag}.whl"
    path.write_bytes(packed.getvalue())
    return path


def record(files: dict[str, bytes], itself: str) -> str:
    """The checksum and size of every file."""
    lines = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}\n")
    return "".join(lines) + f"{itself},,\n"


def main() -> int:
    """The command line."""
    arguments = argparse.ArgumentParser(description="builds the wheel of phalanx_environments")
    arguments.add_argument("--library", type=Path, default=published(), help="the native library; where publishing for this system puts it")
    arguments.add_argument("--out", type=Path, default=ROOT / "dist", help="the folder of the wheel")
    given = arguments.parse_args()
    if not given.library.is_file():
        print(f"error: there is no library at '{given.library}'; publish src/Phalanx.Native for this system first, or name one with --library", file=sys.stderr)
        return 2
    print(build(given.library, given.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
