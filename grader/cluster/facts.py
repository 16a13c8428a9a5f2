"""What a machine says of itself before it is given a course: versions, cores, protections; and whether that is enough."""

from __future__ import annotations

import functools
import hashlib
import platform

import msgspec
import numpy as np

from grader import __version__
from grader.course.layout import Limits
from grader.judge.capacity import count_cores
from grader.link.interpreter import ENGINE
from grader.link.launchers import make_launcher
from grader.worker.protections import Protections, is_confined


class Versions(msgspec.Struct, frozen=True):
    """What decides a result besides course, submission and seed. `engine` is the digest of this package's source."""

    grader: str
    engine: str
    python: str
    numpy: str
    platform: str


class Facts(msgspec.Struct, frozen=True):
    """One cluster worker: `token` is new with each process, `holds` are the digests of the courses that lie there."""

    token: str
    host: str
    cores: int
    versions: Versions
    isolation: list[str]
    holds: list[str] = []


@functools.cache
def find_versions() -> Versions:
    """Returns the versions of this process."""
    digest = hashlib.sha256()
    for path in sorted(ENGINE.rglob("*.py")):
        digest.update(path.relative_to(ENGINE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    system = f"{platform.system()} {platform.machine()}"
    return Versions(__version__, digest.hexdigest(), platform.python_version(), np.__version__, system)


def find_facts(token: str, wanted: Protections, holds: list[str]) -> Facts:
    """Returns what this machine is; a worker is started, asked what confines it, and ended."""
    launcher = make_launcher(wanted)
    try:
        probe = launcher.start(Limits())
        isolation = list(probe.isolation)
        probe.kill()
    finally:
        launcher.close()
    return Facts(token, platform.node(), count_cores(), find_versions(), isolation, holds)


def derive_skew(there: Versions, here: Versions) -> str:
    """Returns what is of another version there, as `numpy 2.3.1 there, 2.4.0 here`; empty where nothing is."""
    found = [
        f"{name} {getattr(there, name)} there, {getattr(here, name)} here"
        for name in ("grader", "python", "numpy", "platform")
        if getattr(there, name) != getattr(here, name)
    ]
    if there.engine != here.engine and there.grader == here.grader:
        found.append(f"another source of grader {here.grader} ({there.engine[:8]} there, {here.engine[:8]} here)")
    return "; ".join(found)


def derive_refusal(facts: Facts, here: Versions, need_confined: bool, allow_skew: bool) -> str:
    """Returns why nothing is sent to such a worker, and what to do; empty where it is good enough."""
    if need_confined and not is_confined(facts.isolation):
        has = ", ".join(facts.isolation) or "nothing"
        return f"it cannot confine a submission (it has {has}); `grader doctor` there says what is missing"
    skew = derive_skew(facts.versions, here)
    if skew and not allow_skew:
        return f"{skew}; install the same versions there, or give --allow-skew, which is then written in each result"
    return ""
