"""What stands around the seam: whose code is imported, whose course is found, what the environment may change.

Each test plants files that leave a `CANARY` where they are executed by a process of ours; none ever is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.link.interpreter import python_command, trusted_environment, worker_environment

ROOT = Path(__file__).parents[3]
AMARA = (ROOT / "tests" / "submissions" / "amara" / "dense.py").read_text()
CANARY = "import os\nopen(os.environ.get('CANARY_DIR', '.') + '/CANARY', 'w').write(__file__)\n"
CONFTEST = "open({path!r}, 'w').write('executed')\n"
FORGER = "import sys\nopen('CANARY', 'w').write('executed as the judge')\nprint('{}')\nsys.exit(0)\n"


def run(*arguments, cwd, **environment):
    """Runs the command line as a user does who has it on the PATH: the script, not `-m` in somebody's folder."""
    command = [sys.executable, "-P", "-m", "grader", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120,
                          env={**os.environ, **environment})  # fmt: skip


@pytest.fixture
def alice(tmp_path):
    """A student's repository with a right `dense.py`, below an instructor's folder."""
    folder = tmp_path / "submissions" / "alice"
    folder.mkdir(parents=True)
    (folder / "dense.py").write_text(AMARA)
    return folder


def find_canaries(*folders):
    return [path for folder in folders for path in folder.rglob("CANARY*")]


PLANTED = {
    **dict.fromkeys(["msgspec.py", "numpy.py", "queue.py", "copy.py", "pytest_jsonreport/__init__.py"], CANARY),
    **dict.fromkeys(["sitecustomize.py", "usercustomize.py", "conftest.py", "_pytest/__init__.py"], CANARY),
    **dict.fromkeys(["grader/pool.py", "grader/judge/__init__.py", "grader/judge/processes.py"], FORGER),
    "grader/__init__.py": "", "pytest.ini": "[pytest]\naddopts = --collect-only\n",
}  # fmt: skip


def test_nothing_in_the_working_folder_is_imported(alice, tmp_path):
    """`cd submissions/alice && grader --course C grade .` executes none of her files but the submission, in a worker"""
    for name, text in PLANTED.items():
        (alice / name).parent.mkdir(parents=True, exist_ok=True)
        (alice / name).write_text(text)
    done = run("--course", ROOT, "grade", ".", "--out", tmp_path / "out", "--exercise", "dense", cwd=alice)
    assert done.returncode == 0, done.stderr
    assert find_canaries(tmp_path) == []
    result = json.loads((tmp_path / "out" / "results" / "alice" / "dense.json").read_text())
    assert (result["score"], "seccomp" in str(result["isolation"])) == (20, sys.platform == "linux")


def test_a_helper_beside_the_exercise_breaks_nothing(tmp_path):
    """`check` works where the student's folder holds modules with names of the standard library"""
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises", ignore=shutil.ignore_patterns("__pycache__", "*.ipynb"))
    shutil.copytree(ROOT / "tests" / "public", tmp_path / "tests" / "public", ignore=shutil.ignore_patterns("__pycache__"))
    folder = tmp_path / "exercises" / "layers" / "dense"
    (folder / "dense.py").write_text(AMARA)
    for helper in ("queue.py", "copy.py", "types.py"):
        (folder / helper).write_text(CANARY)
    done = run("check", "dense", cwd=folder)
    assert (done.returncode, "7 of 7" in done.stdout) == (0, True), done.stderr
    assert find_canaries(tmp_path) == []


def test_no_conftest_is_read(tmp_path):
    """A `conftest.py` above the course, in it or beside a suite is not executed by a judge"""
    course = tmp_path / "above" / "course"
    for part in ("exercises/layers", "reference/layers", "tests/public/layers", "tests/hidden/layers"):
        shutil.copytree(ROOT / part, course / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "exercises" / "course.toml", course / "exercises")
    for number, folder in enumerate([course.parent, course, course / "tests" / "hidden" / "layers"]):
        (folder / "conftest.py").write_text(CONFTEST.format(path=str(tmp_path / f"CANARY_conftest{number}")))
    (tmp_path / "class" / "ann").mkdir(parents=True)
    (tmp_path / "class" / "ann" / "dense.py").write_text(AMARA)
    done = run("--course", course, "grade", tmp_path / "class", "--out", tmp_path / "out", "--exercise", "dense", cwd="/")
    assert done.returncode == 0, done.stderr
    assert find_canaries(tmp_path) == []


def make_course(root):
    """Makes a course that anybody could put into a repository, with a suite that betrays its execution."""
    folder = root / "exercises" / "layers" / "dense"
    folder.mkdir(parents=True)
    (root / "exercises" / "course.toml").write_text('format = 1\ntitle = "Mine"\nseed = 1\n')
    (folder / "exercise.toml").write_text(
        'format = 1\ntitle = "Dense"\norder = 1\nnames = ["Dense"]\npoints = 1\nhints = ["a", "b"]\n'
    )
    suite = root / "tests" / "public" / "layers" / "test_dense.py"
    suite.parent.mkdir(parents=True)
    body = 'import pytest\n@pytest.mark.points(1)\ndef test_x(submission):\n    "Anything."\n'
    suite.write_text(CONFTEST.format(path=str(root / "CANARY_suite")) + body)
    (root / "dense.py").write_text("class Dense:\n    pass\n")


@pytest.mark.parametrize(("cwd", "submissions"), [(".", "."), ("inner", ".."), (".", "inner"), ("inner", "../..")])
def test_a_course_around_or_in_the_submissions_is_refused(tmp_path, cwd, submissions):
    """What is found upwards may be a student's: it is refused with the reason unless `--course` names it"""
    repository = tmp_path / "class" / "mallory"
    make_course(repository)
    (repository / "inner" / "bob").mkdir(parents=True)
    (repository / "inner" / "bob" / "dense.py").write_text(AMARA)
    done = run("grade", submissions, "--out", tmp_path / "out", cwd=repository / cwd)
    assert done.returncode == 2
    assert "the course that was found" in done.stderr and "--course" in done.stderr
    assert find_canaries(tmp_path) == []
    assert not (tmp_path / "out").exists()


def test_a_course_that_is_named_is_used_and_said(tmp_path):
    """With `--course` the same place is graded, and the first line says whose course it is"""
    make_course(tmp_path / "mine")
    (tmp_path / "mine" / "submissions" / "bob").mkdir(parents=True)
    (tmp_path / "mine" / "submissions" / "bob" / "dense.py").write_text("class Dense:\n    pass\n")
    done = run("--course", ".", "grade", "submissions", "--out", tmp_path / "out", cwd=tmp_path / "mine")
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[0] == f"grader: course `Mine` in {tmp_path / 'mine'}"


MISLEADING = {
    "PYTEST_ADDOPTS": "--pdb --setup-only -p no:python", "PYTEST_PLUGINS": "nothing_of_that_name",
    "PYTHONSTARTUP": "canary.py", "PYTHONWARNINGS": "error", "PYTHONHASHSEED": "7",
    "PYTHONIOENCODING": "ascii", "PYTHONOPTIMIZE": "2",
}  # fmt: skip


def test_the_environment_changes_nothing(alice, tmp_path):
    """Options of pytest and of Python that the user has set do not reach judges: the same result, byte for byte"""
    found = []
    for number, environment in enumerate(({}, MISLEADING)):
        out = tmp_path / f"out{number}"
        done = run("--course", ROOT, "grade", alice.parent, "--out", out, "--exercise", "dense", cwd=tmp_path, **environment)
        assert done.returncode == 0, done.stderr
        text = (out / "results" / "alice" / "dense.json").read_text()
        found.append(re.sub(r'"(started_at|duration_s)": [^\n]*', "", text))
    assert found[0] == found[1]


@pytest.mark.parametrize("environment", [trusted_environment(), worker_environment()])
def test_environments_are_made_of_a_list(environment, monkeypatch):
    """No `PYTHON*` but ours, no `PYTEST_*`, and nothing that is not named"""
    for name in (*MISLEADING, "PYTHONINSPECT", "PYTHONPATH"):
        monkeypatch.setenv(name, MISLEADING.get(name, "1"))
    monkeypatch.setenv("SECRET_TOKEN", "x")
    for make in (trusted_environment, worker_environment):
        made = make()
        assert "SECRET_TOKEN" not in made and not [name for name in made if name.startswith("PYTEST")]
        assert made["PYTHONHASHSEED"] == "0" and "PYTHONPATH" not in made
    assert "HOME" not in worker_environment() and "PATH" not in worker_environment()
    assert environment["PYTHONUTF8"] == "1"


def test_an_interpreter_of_ours_imports_this_engine(tmp_path):
    """Whatever lies in its working folder, a Python that is started for us imports the engine by its path"""
    (tmp_path / "grader").mkdir()
    (tmp_path / "grader" / "__init__.py").write_text(CANARY)
    (tmp_path / "shown.py").write_text("")
    command = python_command("grader.link.interpreter", first="import sys; sys.argv = ['x']")
    command[command.index("-c") + 1] = command[command.index("-c") + 1].rpartition("\n")[0] + (
        "\nprint(sys.modules['grader'].__file__, '' in sys.path)"
    )
    done = subprocess.run(command, cwd=tmp_path, env=trusted_environment(), capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(ROOT / "grader" / "__init__.py"), "False"]
    assert find_canaries(tmp_path) == []


STARTS = re.compile(r"sys\.executable|\bpython3?\b(?=[\"' ]+-)|\$python\b|\[python,")


def test_every_interpreter_that_is_started_has_the_flag():
    """Each place of the engine and of its templates that starts a Python gives it -P"""
    places = []
    for path in sorted((ROOT / "grader").rglob("*")):
        if path.suffix in (".py", ".yml", ".sh", "") and path.is_file() and "__pycache__" not in path.parts:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if STARTS.search(line) and not line.lstrip().startswith(("#", '"""', "return sys")):
                    places.append((f"{path.relative_to(ROOT)}:{number}", line.strip()))
    assert len(places) > 8
    allowed = ("GRADER_PYTHON", '"$python" -m venv', "python=", "for version", '-z "$python"', "as ", "`python -m")
    without = [place for place in places if "-P" not in place[1] and not any(word in place[1] for word in allowed)]
    assert without == []
