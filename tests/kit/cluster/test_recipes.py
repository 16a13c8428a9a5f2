"""The recipes for other clusters, run as far as a machine without one can: the same results as one run over the class."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from grader.bundles.recipes import find_recipes
from grader.cli import cli

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "grader" / "CLUSTER.md").read_text(encoding="utf-8")
SHARDS = 2
SUITES = {
    "tests/public/tiny/test_scale.py": (
        "import pytest\n\n\n@pytest.mark.points(6)\ndef test_double(submission):\n"
        '    """Twice one"""\n    assert submission.double(1.0) == 2.0\n'
    )
}
SBATCH = """#!/usr/bin/env bash
# As Slurm's: takes options, copies the script, sets the array's variables; jobs run at once, one after the other.
set -u
script= arguments=() array= dependency=
while (($#)); do
    case "$1" in
    --array=*) array=${1#--array=} ;;
    --dependency=*) dependency=${1#--dependency=} ;;
    --*) ;;
    *) if [ -z "$script" ]; then script=$1; else arguments+=("$1"); fi ;;
    esac
    shift
done
[ -z "$dependency" ] || [ "$dependency" = afterany:17 ] || exit 1
spool=$(mktemp) && cp "$script" "$spool"
for task in $(seq "${array%-*}" "${array#*-}"); do
    [ "${FAIL:-}" = "$task" ] && continue
    SLURM_ARRAY_TASK_ID=$task bash "$spool" "${arguments[@]}" >&2
done
[ -n "$array" ] || bash "$spool" "${arguments[@]}" >&2
echo "17;cluster"
"""
PARALLEL = """#!/usr/bin/env bash
# As GNU parallel's, one job at a time, with its log of exit codes: jobs that ended well are not repeated.
set -u
command=()
while (($#)); do
    case "$1" in
    --joblog) log=$2; shift ;;
    --resume-failed) ;;
    :::) shift; break ;;
    *) command+=("$1") ;;
    esac
    shift
done
failed=0
for job in "$@"; do
    grep -qs "^$job 0$" "$log" && continue
    if [ "${FAIL:-}" = "$job" ]; then code=1; else "${command[@]//\\{\\}/$job}"; code=$?; fi
    echo "$job $code" >>"$log"
    [ "$code" = 0 ] || failed=$((failed + 1))
done
exit "$failed"
"""


@pytest.fixture
def place(make_course, tmp_path):
    """A course with a class of five in `submissions`, and a folder of programs that comes first on the path."""
    root, programs = make_course(SUITES), tmp_path / "bin"
    for number in range(5):
        folder = root / "submissions" / f"student{number}"
        folder.mkdir(parents=True)
        (folder / "scale.py").write_text(f"def double(x):\n    return x + {number % 2}\n")
    programs.mkdir()
    write_program(programs / "grader", f'#!/bin/sh\nexec "{sys.executable}" -m grader "$@"\n')
    write_program(programs / "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    return root, programs


def write_program(path, text):
    path.write_text(text)
    path.chmod(0o755)


def run(place, command, code=0, **variables):
    """Runs a command in the course's folder; returns what it said on standard error."""
    root, programs = place
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "SHARDS": str(SHARDS),
                   "GITHUB_WORKSPACE": str(ROOT), **variables}  # fmt: skip
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=170)
    assert done.returncode == code, done.stderr
    return done.stderr


def read(out):
    """Returns every result of a run without times, and its gradebooks."""
    found = {name: (out / name).read_text() for name in ("gradebook.json", "gradebook.csv")}
    for path in out.glob("results/*/*.json"):
        text = re.sub(r'"started_at": "[^"]*"', "", re.sub(r'"duration_s": [\d.e-]+', "", path.read_text()))
        found[f"{path.parent.name}/{path.name}"] = text
    return found


WHOLE = {}
"""The results of one run over the whole class, which is the same in each test."""


def check_same(place, out):
    """One run over the whole class has the same results."""
    if not WHOLE:
        run(place, ["grader", "--course", ".", "grade", "submissions", "--out", "whole", "--format", "none"])
        WHOLE.update(read(place[0] / "whole"))
    assert read(place[0] / out) == WHOLE
    assert len(WHOLE) == 7


def recipe(name):
    return next(recipe for recipe in find_recipes() if recipe.name == name)


@pytest.mark.slow
def test_slurm(place):
    """A fake `sbatch` with Slurm's variables; a shard that fails is named, repeated, and merged"""
    root, programs = place
    write_program(programs / "sbatch", SBATCH)
    (root / "slurm.sh").write_text(recipe("slurm").text)
    said = run(place, ["bash", "slurm.sh"], FAIL="2")
    assert "these shards did not end well; repeat them, then merge: 2" in said
    assert not (root / "graded" / "gradebook.json").exists()
    run(place, ["sbatch", "--array=2-2", "slurm.sh", "shard"])
    run(place, ["sbatch", "slurm.sh", "merge"])
    check_same(place, "graded")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["fake", "real"])
def test_parallel(place, kind):
    """GNU parallel, or a fake one: the same command repeats the shard that failed"""
    root, programs = place
    if kind == "fake":
        write_program(programs / "parallel", PARALLEL)
    elif shutil.which("parallel") is None:
        pytest.skip("GNU parallel is not installed")
    (root / "parallel.sh").write_text(recipe("parallel").text)
    if kind == "fake":
        said = run(place, ["bash", "parallel.sh"], 4, FAIL="2")
        assert "the same command repeats them" in said
    run(place, ["bash", "parallel.sh"])
    check_same(place, "graded")


@pytest.mark.slow
def test_kubernetes(place, tmp_path):
    """The job's own command with the index that Kubernetes sets; one index fails and is started again"""
    grade, merge = yaml.safe_load_all(recipe("kubernetes").text)
    assert grade["spec"]["completionMode"] == "Indexed"
    [container] = grade["spec"]["template"]["spec"]["containers"]
    [last] = merge["spec"]["template"]["spec"]["containers"]
    assert {"name": "SHARDS", "value": str(grade["spec"]["completions"])} in container["env"]
    assert container["env"] == last["env"]
    shutil.copytree(place[0] / "submissions", tmp_path / "class" / "submissions")
    variables = {"CLASS": str(tmp_path / "class")}

    def start(index):
        run(place, [*container["command"], *container["args"]], JOB_COMPLETION_INDEX=str(index), **variables)

    start(0)
    assert "shard 2 has not ended well yet" in run(place, [*last["command"], *last["args"]], 4, **variables)
    start(1)
    run(place, [*last["command"], *last["args"]], **variables)
    check_same(place, tmp_path / "class" / "graded")


@pytest.mark.parametrize("name", ["github", pytest.param("gitlab", marks=pytest.mark.slow)])
def test_ci_matrix(place, name):
    """The steps of the matrix's jobs, one after the other, but for the installation"""
    jobs = yaml.safe_load(recipe(name).text)
    if name == "github":
        jobs = jobs["jobs"]
        numbers = jobs["shard"]["strategy"]["matrix"]["shard"]
        steps = [step["run"] for step in jobs["shard"]["steps"] if "run" in step]
        merge = [step["run"] for step in jobs["merge"]["steps"] if "run" in step]
    else:
        numbers = range(1, jobs["grade"]["parallel"] + 1)
        steps, merge = jobs["grade"]["script"], jobs["merge"]["script"]
    assert len(numbers) == 4
    for number in numbers:
        for step in steps:
            text = re.sub(r"\$\{\{ matrix\.shard \}\}", str(number), step)
            if "pip install" not in text:
                run(place, ["bash", "-euc", text], CI_NODE_INDEX=str(number), CI_NODE_TOTAL=str(len(numbers)))
    for step in merge:
        if "pip install" not in step:
            run(place, ["bash", "-euc", step])
    check_same(place, "graded")


def test_every_recipe_is_on_the_page():
    """The page names each recipe, and the command prints it, or says what there is"""
    names = [one.name for one in find_recipes()]
    assert [name for name in names if f"grader cluster recipe {name}" not in PAGE] == []
    commands = [[], names[:1], ["no-such"]]
    listed, first, unknown = (CliRunner().invoke(cli, ["cluster", "recipe", *command]) for command in commands)
    assert [line.split()[0] for line in listed.output.splitlines()] == names
    assert first.output == find_recipes()[0].text
    assert str(unknown.exception) == f"there is no recipe `no-such`; there are {', '.join(names)}"
