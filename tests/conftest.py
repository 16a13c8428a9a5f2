"""What a test run has to know before it collects."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Lets pytest-xdist, where it is there, take files in this order instead of those with the most tests first."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False
