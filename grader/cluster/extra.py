"""The extra `[cluster]`, which is imported only where a cluster is asked for."""

from __future__ import annotations

import importlib.util

from grader.records.errors import UsageProblem


def check_extra() -> None:
    """Raises `UsageProblem` where the engine is not installed here."""
    if importlib.util.find_spec("distributed") is None:
        raise UsageProblem("a cluster needs dask.distributed: pip install 'layer-grader[cluster]'")
