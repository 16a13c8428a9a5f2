"""What a judge is asked to grade."""

from __future__ import annotations

import msgspec

from grader import wire


class Task(msgspec.Struct, frozen=True):
    """One submission of one exercise.

    `sha256` is that of the bytes that were handed in; a notebook's `source` is the JSON list of its cells. `problem` says
    why there is no source, where there is none; with `ungraded` the fault is the grader's. `models` names misconceptions:
    that wrong model is graded, in trusted code, instead of a source. `parts` are modules of other exercises that this one
    needs, with candidates for each. `seed` replaces the run's.
    """

    student: str
    slug: str
    file: str
    source: bytes | None
    sha256: str | None = None
    problem: str = ""
    ungraded: bool = False
    models: tuple[str, ...] = ()
    parts: list[list[wire.Module]] = []
    seed: int | None = None
