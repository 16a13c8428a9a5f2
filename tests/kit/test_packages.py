"""What would be published: sdist and wheel hold the engine, and nothing that gives the course away."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECRET = ("tests/", "reference/", "exercises/", "misconceptions/", "hidden")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The names in the sdist, below its own folder, and in the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        sdist = [name.partition("/")[2] for name in archive.getnames()]
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        wheel = archive.namelist()
    return {"sdist": sdist, "wheel": wheel}


@pytest.mark.parametrize("kind", ["sdist", "wheel"])
def test_the_engine_alone_is_published(built, kind):
    """No suite, no reference, no statement; every module of the engine and every template"""
    names = built[kind]
    assert [name for name in names if any(word in name for word in SECRET)] == []
    engine = {path.relative_to(ROOT).as_posix() for path in (ROOT / "grader").rglob("*")
              if path.is_file() and "__pycache__" not in path.parts}  # fmt: skip
    assert engine <= set(names)
    others = {name for name in names if not name.startswith("grader/") and ".dist-info/" not in name}
    assert others <= {"pyproject.toml", "README.md", "LICENSE", "PKG-INFO", ".gitignore"}
