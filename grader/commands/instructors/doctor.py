"""`grader doctor`: which protections a worker has on this machine, and what would make it stronger."""

from __future__ import annotations

import platform
import sys

import click
import msgspec

from grader.course.layout import Limits
from grader.judge.capacity import describe_shortage
from grader.link.launchers import make_launcher
from grader.worker import landlock, protections

_EXPLAINED = {
    protections.LIMITS: "limits on CPU seconds, memory, files and descriptors",
    protections.OWN_UID: "a user of its own for each worker",
    protections.NO_CAPABILITIES: "root without capabilities (the interpreter is out of other users' reach)",
    protections.NO_NEW_PRIVS: "no program can raise the worker's rights",
    protections.LANDLOCK: "reads the standard library and numpy only; writes and executes nothing",
    protections.SECCOMP: "no network, no processes, no signals to others: an allow-list of system calls",
    protections.SECCOMP_NO_FILES: "as seccomp, and no file can be opened or looked up at all (no Landlock here)",
}


def examine(as_json: bool) -> None:
    """Starts a worker, asks what confines it, and prints it."""
    launcher = make_launcher()
    try:
        worker = launcher.start(Limits())
        active = worker.isolation
        worker.kill()
    finally:
        launcher.close()
    confined = protections.is_confined(active)
    advice = _advise(active)
    if as_json:
        record = {"isolation": active, "confined": confined, "landlock_abi": landlock.landlock_abi(), "advice": advice}
        click.echo(msgspec.json.format(msgspec.json.encode(record), indent=2).decode())
        return
    click.echo(f"{platform.system()} {platform.release()} on {platform.machine()}, Python {platform.python_version()}")
    for name, text in _EXPLAINED.items():
        click.echo(f"  {'on ' if name in active else 'off'}  {name}: {text}")
    click.echo(
        "A submission is confined here."
        if confined
        else "A submission is NOT confined here: hidden suites are "
        "refused unless `--allow-unconfined` is given, and marks should not count."
    )
    for line in advice:
        click.echo(f"  - {line}")


def _advise(active: list[str]) -> list[str]:
    advice = [shortage] if (shortage := describe_shortage(1, Limits().memory_mb)) else []
    if sys.platform != "linux":
        advice.append("grade on Linux, in WSL 2 or in a container: this system has no confinement that we use")
        return advice
    if protections.SECCOMP not in active and protections.SECCOMP_NO_FILES not in active:
        advice.append("seccomp could not be loaded: use a kernel with CONFIG_SECCOMP_FILTER, on x86-64 or arm64")
    if protections.LANDLOCK not in active:
        advice.append(
            "Landlock is off: Linux 5.13 or newer with `landlock` in the kernel's lsm= list makes it stronger"
        )
    if protections.NO_CAPABILITIES in active:
        advice.append(
            "install Python outside /root (or grade as an ordinary user), so that workers get a user of their own"
        )
    if protections.OWN_UID not in active and protections.NO_CAPABILITIES not in active:
        advice.append(
            "workers run as you: keep the course in a folder of mode 0700 that another user owns, or grade "
            "as root, and even the existence of files stays hidden"
        )
    advice.append("for marks of consequence run the whole grader in a container or virtual machine for each batch")
    return advice
