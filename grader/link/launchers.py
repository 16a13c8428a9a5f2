"""Chooses how workers are started on this platform."""

from __future__ import annotations

from grader.link.forked import ForkLauncher
from grader.link.spawned import SpawnLauncher
from grader.worker.protections import Protections


def make_launcher(wanted: Protections | None = None) -> ForkLauncher | SpawnLauncher:
    """Returns the launcher for these protections; without any named, for all that this platform has."""
    wanted = wanted or Protections()
    return ForkLauncher(wanted) if wanted.fork else SpawnLauncher(wanted)
