"""What tests of several rooms share: a course of one exercise that they may change, and the sample class, graded once."""

from __future__ import annotations

import fcntl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from forks import fork_judges, run_grader

import grader.judge.processes
import grader.link.forked

ROOT = Path(__file__).parents[2]
FILES = {
    "exercises/course.toml": 'format = 1\ntitle = "Tiny"\nseed = 5\ntracks = ["tiny"]\n',
    "exercises/tiny/scale/exercise.toml": (
        'format = 1\ntitle = "Scaling"\norder = 1\nnames = ["double", "other"]\npoints = 6\nhints = ["one", "two"]\n'
    ),
    "exercises/tiny/scale/scale.py": (
        "def double(x):\n    raise NotImplementedError\n\n\ndef other(x):\n    raise NotImplementedError\n"
    ),
    "reference/tiny/scale.py": (
        "def double(x):\n    # BEGIN SOLUTION\n    return 2 * x\n    # END SOLUTION\n\n\n"
        "def other(x):\n    # BEGIN SOLUTION\n    return x\n    # END SOLUTION\n"
    ),
}

DEAREST = (
    "worker/test_hostile.py", "bundles/test_release.py", "commands/test_grade.py", "pages/test_browser.py",
    "bundles/test_autograders.py", "test_printed_commands.py", "cluster/test_cluster.py", "commands/test_commands.py",
    "exports/test_exports.py", "diagnosis/test_mistakes.py", "course/test_notebooks.py", "cluster/test_recipes.py",
)  # fmt: skip
"""Files that take longest, begun first: where processes share the files (`tests/conftest.py`), none waits for the last."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the dearest files first."""
    kit = Path(__file__).parent
    order = {kit / name: place for place, name in enumerate(DEAREST)}
    items.sort(key=lambda item: order.get(item.path, len(order)))


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


@pytest.fixture(scope="module")
def forked_judges() -> Iterator[None]:
    """The judges and zygotes that a module starts in its own process are forked, as those of commands are."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (grader.judge.processes, grader.link.forked):
            patch.setattr(module, "subprocess", subprocess)  # so that it is put back
        fork_judges()
        yield


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The run's folder of the sample class, `dense` alone, graded once for all processes of a test run: for reading only."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if hasattr(request.config, "workerinput") else base
    out = shared / "sample"
    with open(shared / "sample.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            done = run_grader("grade", "tests/submissions", "--exercise", "dense", "--out", out, timeout=300)
            assert done.returncode == 0, done.stderr
    return out
