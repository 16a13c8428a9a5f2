"""A course of one exercise, for tests that need a course and none of the real one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

FILES = {
    "exercises/course.toml": 'format = 1\ntitle = "Tiny"\nseed = 5\ntracks = ["tiny"]\n',
    "exercises/tiny/scale/exercise.toml": (
        'format = 1\ntitle = "Scaling"\norder = 1\nnames = ["double", "other"]\npoints = 6\n'
        'hints = ["one", "two"]\n'
    ),
    "exercises/tiny/scale/scale.py": (
        "def double(x):\n    raise NotImplementedError\n\n\ndef other(x):\n    raise NotImplementedError\n"
    ),
    "reference/tiny/scale.py": (
        "def double(x):\n    # BEGIN SOLUTION\n    return 2 * x\n    # END SOLUTION\n\n\n"
        "def other(x):\n    # BEGIN SOLUTION\n    return x\n    # END SOLUTION\n"
    ),
}


@pytest.fixture
def make_course(tmp_path: Path) -> Callable[..., Path]:
    """Writes a course of one exercise, `scale`, with these files changed or added; returns its root."""

    def make(files: dict[str, str] | None = None) -> Path:
        root = tmp_path / "course"
        for name, text in {**FILES, **(files or {})}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    return make
