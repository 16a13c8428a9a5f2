"""Autograder of one Classroom 50 assignment: grades the submission in the current folder and writes result.json.

What is imported lies in this bundle or among the installed packages, never in the repository that is graded: the engine runs
with -P, from a folder of its own, in an environment without PYTHON* and PYTEST_* variables.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

HERE = Path(os.environ.get("CLASSROOM50_BUNDLE_DIR") or Path(__file__).parent).resolve()
COURSE = HERE / "course"
NEEDED = "import click, msgspec, nbformat, numpy, pytest, pytest_jsonreport, rich"


def find_python(scratch: Path) -> str:
    """Returns a Python that has what the engine needs: this one, or one in a new environment, from pinned packages."""
    tried = [sys.executable, "-s", "-P", "-c", NEEDED]
    if subprocess.run(tried, cwd=scratch, env=environment(), capture_output=True).returncode == 0:
        return sys.executable
    python = str(scratch / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python")
    subprocess.run([sys.executable, "-P", "-m", "venv", scratch / "venv"], cwd=scratch, check=True)
    lock = ["--require-hashes", "--only-binary", ":all:", "-r", str(HERE / "requirements.lock")]
    subprocess.run([python, "-P", "-m", "pip", "install", "-q", *lock], cwd=scratch, env=environment(), check=True)
    return python


def environment() -> dict[str, str]:
    """Returns the environment without what would change how Python or pytest start."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    return {**kept, "PYTHONPATH": str(COURSE), "PYTHONUTF8": "1"}


def find_name(environ: Mapping[str, str]) -> str:
    """Returns the account that the runner names, fit for a folder: a seed of one's own comes from it."""
    name = re.sub(r"[^\w.+-]", "_", environ.get("OWNER") or environ.get("USERNAME") or "")[:120].strip(".")
    return name or "student"


def main() -> int:
    """Grades, then exports. A result that stayed ungraded is exported as such; exit code 0 means that this ran."""
    repository = Path.cwd()
    slug = (HERE / "exercise").read_text(encoding="utf-8").split()[0]
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        python = find_python(scratch)

        def run(*arguments: object) -> int:
            command = [python, "-s", "-P", "-m", "grader", "--course", COURSE, *arguments]
            return subprocess.run([str(word) for word in command], cwd=scratch, env=environment()).returncode

        out = scratch / "graded"
        student = ("--student", find_name(os.environ))
        code = run("grade", repository, *student, "--out", out, "--exercise", slug, "--format", "none")
        if code not in (0, 4):
            return code
        return run("export", out, "--to", "classroom50", "--out", repository / "result.json")


if __name__ == "__main__":
    sys.exit(main())
