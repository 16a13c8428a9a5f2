"""The package that the track `convnet` was described after passes all of its suites.

Each file of `styles_package/convnet` hands a suite a class of `mpneuralnetwork`, unchanged. A case that fails here asks
for something that the document leaves open: the case is wrong, not the package.
"""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from grader.course.layout import VISIBILITIES, load_course

ROOT = Path(__file__).resolve().parents[2]
WRAPPERS = Path(__file__).resolve().parent / "styles_package" / "convnet"
VERSION = "1.1.1"
EXERCISES = [exercise for exercise in load_course(ROOT).exercises if exercise.track == "convnet"]


def find_version():
    """Returns the version of the package that is installed, or None."""
    try:
        return metadata.version("mpneuralnetwork")
    except metadata.PackageNotFoundError:
        return None


needs_package = pytest.mark.skipif(
    find_version() != VERSION, reason=f"mpneuralnetwork {VERSION} is not installed; `pip install -e .[dev]` brings it"
)


def test_every_exercise_has_a_wrapper():
    """No exercise of the track is left out, and no wrapper has lost its exercise"""
    assert {path.stem for path in WRAPPERS.glob("*.py")} == {exercise.slug for exercise in EXERCISES}


@needs_package
@pytest.mark.parametrize(
    "exercise",
    [pytest.param(one, marks=[pytest.mark.slow] * (number % 3 > 0), id=one.slug) for number, one in enumerate(EXERCISES)],
)
def test_package_scores_full_marks(exercise):
    """The package's own layer passes every public and every hidden case"""
    suites = [exercise.suite(visibility) for visibility in VISIBILITIES]
    options = ["--submission", WRAPPERS / exercise.file_name, "-q", "--tb=short", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *suites, *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
