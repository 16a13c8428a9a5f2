"""How many judges this process has cores and memory for: a container may allow less than the machine has."""

from __future__ import annotations

import os
from pathlib import Path

COMMAND_MB, JUDGE_MB = 64, 96
"""What the command and each judge with its zygote and a worker take; measured 40 and 70, and suites differ."""


def count_cores() -> int:
    """Returns how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def count_jobs() -> int:
    """Returns how many judges to start where nobody said: one for each core, as far as the memory goes."""
    limit = find_memory_limit()
    return count_cores() if limit is None else max(1, min(count_cores(), (limit - COMMAND_MB) // JUDGE_MB))


def describe_shortage(jobs: int, worker_mb: int = 0) -> str:
    """Returns a sentence where this container allows less memory than `jobs` judges need; else nothing.

    `worker_mb`: what a submission may take of its own, which is asked for where the machine is judged as a whole.
    """
    limit, needed = find_memory_limit(), COMMAND_MB + jobs * (JUDGE_MB + worker_mb)
    if limit is None or limit >= needed:
        return ""
    fewer = "" if jobs == 1 else ", or fewer --jobs"
    return (
        f"this container may use {limit} MiB of memory, and {jobs} {'judge needs' if jobs == 1 else 'judges need'} about "
        f"{needed}: the kernel may end them in the middle; allow it more{fewer}"
    )


def find_memory_limit(told: Path = Path("/proc/self/cgroup"), root: Path = Path("/sys/fs/cgroup")) -> int | None:
    """Returns how many MiB the control groups of this process allow, or None where they set no bound.

    A group is bounded by each above it. In a container the path may be the host's, and the groups' root is then our own.
    """
    try:
        lines = told.read_bytes().splitlines()
    except OSError:  # no Linux
        return None
    found = []
    for line in lines:
        _, kinds, path = (os.fsdecode(part) for part in line.split(b":", 2))
        if kinds and "memory" not in kinds.split(","):
            continue
        tops, name = ([root / "memory"], "memory.limit_in_bytes") if kinds else ([root, root / "unified"], "memory.max")
        for top in tops:
            group = top / path.strip("/")
            found += [_read_limit(folder / name) for folder in (group, *group.parents) if folder.is_relative_to(top)]
    bounds = [bound for bound in found if bound is not None]
    return min(bounds) // 2**20 if bounds else None


def _read_limit(file: Path) -> int | None:
    try:
        bound = int(file.read_text())
    except (OSError, ValueError):  # no such group here, or the word `max`
        return None
    return bound if bound < 2**60 else None  # the first version's word for none
