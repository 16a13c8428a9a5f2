"""What `grader release --for PLATFORM` builds, run the way the platform runs it."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from forks import run_grader

from grader.bundles.platforms import leave_out_late, uses_reference, write_platform_bundle
from grader.bundles.trials import try_folder
from grader.commands.authors.release import release_bundle
from grader.course.layout import load_course
from grader.records.errors import GraderFault, UsageProblem

SPEC = importlib.util.spec_from_file_location("checkers", Path(__file__).parents[1].joinpath("checkers.py"))
checkers = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(checkers)

SPEC = importlib.util.spec_from_file_location("make_handins", Path(__file__).parents[1].joinpath("make_handins.py"))
make_handins = importlib.util.module_from_spec(SPEC)
sys.modules["make_handins"] = make_handins
SPEC.loader.exec_module(make_handins)

ROOT = Path(__file__).parents[3]
SUBMISSIONS = ROOT / "tests" / "submissions"


@pytest.fixture(scope="module")
def bundles(tmp_path_factory):
    """The bundles of `dense` for both platforms, as release writes them before it tries them."""
    course, base = load_course(ROOT), tmp_path_factory.mktemp("bundles")
    for platform in ("gradescope", "autolab", "classroom50"):
        write_platform_bundle(course, [course.exercise("dense")], platform, base / platform)
    return base


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_release_tries_what_it_builds(tmp_path):
    """The zip for Gradescope has its scripts at its root, and three submissions were graded in it before it was written"""
    arguments = ["--for", "gradescope", "--allow-dirty", "--exercise", "dense"]
    done = run_grader("release", tmp_path / "autograder.zip", *arguments)
    assert done.returncode == 0, done.stderr
    assert re.search(r"tried: right 20 of 20, one slip 1?\d, nothing handed in 0", done.stderr)
    with zipfile.ZipFile(tmp_path / "autograder.zip") as archive:
        assert {"setup.sh", "run_autograder", "exercise", "requirements.lock"} <= set(archive.namelist())


def test_a_bundle_that_grades_wrongly_is_not_written(tmp_path, monkeypatch):
    """Where the bundle gives the reference less than all points, release ends as a fault of ours and writes nothing"""
    monkeypatch.setattr("grader.commands.authors.release.try_bundle", lambda platform, bundle, files: 19.0)
    with pytest.raises(GraderFault, match="gives the reference 19 of 20"):
        release_bundle(ROOT, tmp_path / "x.zip", ["dense"], [], True, "gradescope")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_gradescope_grades_a_submission(bundles, tmp_path):
    """The documented tree grades a submission with its own run_autograder, whatever lies in it and in the environment"""
    shutil.copytree(bundles / "gradescope", tmp_path / "autograder" / "source")
    shutil.copytree(SUBMISSIONS / "chen", tmp_path / "autograder" / "submission")
    for name in ("numpy.py", "sitecustomize.py", "conftest.py"):
        (tmp_path / "autograder" / "submission" / name).write_text(f"open({str(tmp_path / 'CANARY')!r}, 'w')\n")
    script = tmp_path / "autograder" / "source" / "run_autograder"
    folder = tmp_path / "autograder" / "submission"
    environment = {**os.environ, "AUTOGRADER": str(tmp_path / "autograder"), "GRADER_PYTHON": sys.executable,
                   "PYTEST_ADDOPTS": "--collect-only", "PYTHONPATH": str(folder)}  # fmt: skip
    subprocess.run(["bash", str(script)], cwd=folder, env=environment, check=True, capture_output=True, timeout=120)
    assert not (tmp_path / "CANARY").exists()
    data = (tmp_path / "autograder" / "results" / "results.json").read_bytes()
    checkers.check_gradescope(data)
    assert json.loads(data)["score"] == 17


CHEN = (SUBMISSIONS / "chen" / "dense.py").read_text()
PRINTS = """
import atexit, sys
LINE = '{"scores": {"dense": 20}}'
print(LINE)
print(LINE, file=sys.stderr, flush=True)
atexit.register(print, LINE)


class Dense:
    def __init__(self, *shape):
        print(LINE)

    def forward(self, x):
        print(LINE)
"""


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
@pytest.mark.parametrize(("source", "score"), [(CHEN, 17), (PRINTS, 0), pytest.param(None, 0, marks=pytest.mark.slow)])
def test_autolab_grades_what_was_handed_in(bundles, tmp_path, source, score):
    """`make` beside the tar and the file: the last line is ours, whatever the file prints and whatever lies around it"""
    shutil.copyfile(bundles / "autolab" / "autograde.tar", tmp_path / "autograde.tar")
    shutil.copyfile(bundles / "autolab" / "autograde-Makefile", tmp_path / "Makefile")
    for name in ("numpy.py", "sitecustomize.py", "json.py"):
        (tmp_path / name).write_text(f"open({str(tmp_path / 'CANARY')!r}, 'w')\n")
    if source is not None:
        (tmp_path / "dense.py").write_text(source)
    environment = {**os.environ, "GRADER_PYTHON": sys.executable, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(["make"], cwd=tmp_path, env=environment, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert checkers.check_autolab(done.stdout) == (score, 20)
    assert json.loads(done.stdout.splitlines()[-1]) == {"scores": {"dense": score}}
    assert not (tmp_path / "CANARY").exists()


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_autolab_records_nothing_where_the_grader_fails(bundles, tmp_path):
    """Without a Python that works the last line has no score, and the student is told whose fault it is"""
    shutil.copyfile(bundles / "autolab" / "autograde.tar", tmp_path / "autograde.tar")
    shutil.copyfile(bundles / "autolab" / "autograde-Makefile", tmp_path / "Makefile")
    environment = {**os.environ, "GRADER_PYTHON": "/bin/false"}
    done = subprocess.run(["make"], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == '{"scores": {}}' and "not your fault" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_gradescope_knows_who_it_is(bundles, tmp_path):
    """The student is who the metadata names, so that inputs of one's own are the same again; torn metadata harm nobody"""
    template = bundles / "gradescope" / "identify.py"
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission" / "dense.py").write_text("x = 1\n")
    users = [{"email": "zoe@x.org", "id": 2, "name": "Zoe"}, {"email": "../asa@x.org", "id": 1, "name": "Åsa"}]
    good = json.dumps({"created_at": "2026-03-01T21:05:10.123456-08:00", "users": users})
    for number, (text, name, times) in enumerate([
        (good, "_asa@x.org", {"_asa@x.org": "2026-03-01T21:05:10.123456-08:00"}), ("{", "student", {}),
        ('{"users": {"email": "x"}, "created_at": 5}', "student", {}), ('{"users": [{"id": 7}, 3]}', "7", {}),
        ("[" * 100_000, "student", {}),
    ]):  # fmt: skip
        (tmp_path / "metadata.json").write_text(text)
        out = tmp_path / str(number)
        out.mkdir()
        words = [str(tmp_path / "metadata.json"), str(tmp_path / "submission"), str(out)]
        subprocess.run([sys.executable, "-s", "-P", str(template), *words], check=True, timeout=60)
        assert (out / name / "dense.py").is_file()
        assert json.loads((out / "times.json").read_text())["times"] == times


FORGED = "import json, sys\nopen('CANARY', 'w')\njson.dump({'score': 20}, open('result.json', 'w'))\nsys.exit(0)\n"


def test_classroom50_grades_a_repository(bundles, tmp_path):
    """autograder.py, run in a student's repository, writes result.json; the repository's own `grader/` is not run"""
    repository = tmp_path / "repository"
    shutil.copytree(SUBMISSIONS / "chen", repository / "exercises" / "layers" / "dense")
    (repository / "alice").mkdir()
    (repository / "grader").mkdir()
    (repository / "times.json").write_text("{}")
    for name in ("grader/__init__.py", "grader/__main__.py", "numpy.py", "sitecustomize.py", "shutil.py", "json.py"):
        (repository / name).write_text(FORGED)
    environment = {
        **os.environ, "CLASSROOM": "nn", "ASSIGNMENT": "dense", "ASSIGNMENT_TYPE": "individual", "OWNER": "alice",
        "USERNAME": "alice", "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d", "COMMIT_URL": "https://example.org/c",
        "RELEASE_URL": "https://example.org/r", "REVIEW_URL": "https://example.org/v", "PYTEST_ADDOPTS": "--collect-only",
        "CLASSROOM50_BUNDLE_DIR": str(bundles / "classroom50"),
    }  # fmt: skip
    command = [sys.executable, str(bundles / "classroom50" / "autograder.py")]
    subprocess.run(command, cwd=repository, env=environment, check=True, capture_output=True, timeout=120)
    assert not (repository / "CANARY").exists()
    data = (repository / "result.json").read_bytes()
    checkers.check_classroom50(data)
    result = json.loads(data)
    assert (result["score"], result["max-score"]) == (17, 20)


@pytest.mark.parametrize(("schema", "file"), [
    ("vendor.github-workflows", "bundle/dot-github/workflows/check.yml"),
    ("vendor.github-workflows", "classroom/grade.yml"),
    ("vendor.gitlab-ci", "gitlab/gitlab-ci.yml"),
])  # fmt: skip
def test_workflows_fit_their_schemas(schema, file):
    """Workflows validate against the schemas that their platforms publish"""
    path = ROOT / "grader" / "bundles" / "templates" / file
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", ["bundle/dot-github/workflows/check.yml", "classroom/grade.yml"])
def test_workflows_have_least_permissions(file):
    """Read-only, no credentials kept in the checkout, a timeout for every job, no secrets"""
    text = (ROOT / "grader" / "bundles" / "templates" / file).read_text()
    assert "permissions:\n  contents: read\n" in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")
    assert text.count("runs-on:") == text.count("timeout-minutes:")
    assert "secrets." not in text


@pytest.mark.slow  # records/test_shards.py does the same with a small course
def test_shards_merge_to_the_whole_run(tmp_path):
    """The steps of the class workflow, run here: shards, then report, give the gradebook of one run"""
    run = [sys.executable, "-m", "grader"]

    def call(*arguments):
        return subprocess.run([*run, *map(str, arguments)], cwd=ROOT, check=True, capture_output=True, timeout=120)

    people = tmp_path / "class"
    for name in ("amara", "chen", "hana", "jun", "mika"):
        shutil.copytree(SUBMISSIONS / name, people / name)
    call("grade", people, "--out", tmp_path / "whole", "--exercise", "dense")
    for number in (1, 2, 3):
        call(
            "grade",
            people,
            "--out",
            tmp_path / f"graded-{number}",
            "--exercise",
            "dense",
            "--shard",
            f"{number}/3",
        )
    call("report", *sorted(tmp_path.glob("graded-*")), "--out", tmp_path / "merged")
    for name in ("gradebook.json", "gradebook.csv"):
        assert (tmp_path / "merged" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert read_results(tmp_path / "merged") == read_results(tmp_path / "whole")


def read_results(folder):
    """Returns every result as JSON text, without the times."""
    times = re.compile(r'"(started_at|duration_s)": [^\n]*')
    return {path.relative_to(folder): times.sub("", path.read_text()) for path in folder.glob("results/*/*.json")}


def test_platforms_that_grade_one_exercise_say_so(tmp_path):
    """Exit code 2 and one line"""
    with pytest.raises(UsageProblem, match="one exercise at a time"):
        release_bundle(ROOT, tmp_path / "all.zip", [], [], True, "gradescope")
    assert not (tmp_path / "all.zip").exists()


def test_actions_and_packages_are_pinned():
    """What a workflow runs is named by a commit's hash, and what it installs by the hashes of its files"""
    templates = ROOT / "grader" / "bundles" / "templates"
    uses = [line for path in templates.rglob("*.yml") for line in path.read_text().splitlines() if "uses:" in line]
    assert uses and [line for line in uses if not re.search(r"@[0-9a-f]{40}  # v\d", line)] == []
    installs = [line for path in templates.rglob("*") if path.is_file() and path.suffix in (".yml", ".sh", ".py")
                for line in path.read_text().splitlines() if "pip" in line and "install" in line]  # fmt: skip
    assert len(installs) >= 4
    lock = (templates / "requirements.lock").read_text()
    blocks = re.split(r"\n(?=\w)", lock.strip())
    assert all("--hash=sha256:" in block for block in blocks) and "://" not in lock
    project = tomllib.loads((ROOT / "grader/bundles/templates/bundle/pyproject.toml").read_text())["project"]
    for requirement in project["dependencies"]:
        name = re.match(r"[\w-]+", requirement)[0]
        assert any(block.startswith(f"{name}==") for block in blocks), name


@pytest.mark.parametrize("platform", ["gradescope", "classroom50"])
def test_a_bundle_holds_one_exercise(bundles, platform):
    """Only what the one exercise needs: its suites, and a reference only where nobody but instructors can read it"""
    bundle = bundles / platform
    places = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*")
              if path.is_file() and "__pycache__" not in path.parts}  # fmt: skip
    course_files = {place for place in places if place.startswith("course/") and not place.startswith("course/grader/")}
    assert {place for place in course_files if "/hidden/" in place} == {"course/tests/hidden/layers/test_dense.py"}
    references = {place for place in course_files if place.startswith("course/reference/")}
    private = {"course/reference/layers/dense.py", "course/reference/layers/misconceptions/dense.py"}
    assert references == (private if platform == "gradescope" else set())
    readme = (bundle / "README.md").read_text()
    assert "{{" not in readme and "who can read it" in readme


def test_a_public_bundle_is_refused_where_the_suite_needs_the_reference(make_course, tmp_path):
    """A hidden suite that asks for the reference cannot go where everybody can read"""
    suite = "def test_double(submission, reference):\n    assert submission.double(2) == reference.double(2)\n"
    course = load_course(make_course({"tests/hidden/tiny/test_scale.py": suite}))
    with pytest.raises(UsageProblem, match="asks for the reference"):
        write_platform_bundle(course, [course.exercises[0]], "classroom50", tmp_path / "bundle")


@pytest.mark.parametrize("exercise", load_course(ROOT).exercises, ids=lambda exercise: exercise.slug)
def test_every_exercise_can_be_graded_in_public(exercise):
    """No hidden suite asks for the reference: each computes what it wants"""
    assert not uses_reference(exercise)


DATES = "[late]\ndue = 2026-10-01T10:00:00Z\n[late.exercises]\nother = 2026-10-01\n"


def test_due_dates_stay_at_home():
    """A bundle of one exercise holds no dates of others"""
    assert leave_out_late(f"format = 1\n{DATES}[x]\ny = 1\n") == "format = 1\n[x]\ny = 1\n"


PLATFORMS = ("gradescope", "autolab", "classroom50")
ODD = [name for name, row in make_handins.TABLE.items() if row.words and make_handins.PIPE not in row.files.values()]
ROWS = [(platform, name) for platform in PLATFORMS for name in ODD]
SAMPLE = {(platform, name) for number, platform in enumerate(PLATFORMS) for name in random.Random(number).sample(ODD, 1)}


@pytest.mark.skipif(os.name != "posix", reason="shell scripts")
@pytest.mark.parametrize(
    ("platform", "name"), [pytest.param(*row, marks=[] if row in SAMPLE else pytest.mark.slow) for row in ROWS]
)
def test_a_platform_grades_the_file_that_counts(bundles, tmp_path, platform, name):
    """The table of odd ways to hand in holds in each platform's own scripts; pipes are no platform's."""
    row = make_handins.TABLE[name]
    make_handins.make_files(tmp_path / "plain", {"dense.py": make_handins.RIGHT})
    make_handins.make_files(tmp_path / "submission", row.files)
    assert try_folder(platform, bundles / platform, tmp_path / "submission") == row.score


@pytest.mark.parametrize(
    "platform", [pytest.param(name, marks=[] if name == "classroom50" else pytest.mark.slow) for name in PLATFORMS]
)
def test_a_file_of_another_exercise_is_nobodys_near_name(bundles, tmp_path, platform):
    """A bundle of `dense` knows that `named_dense.py` belongs to an exercise that is not in it."""
    files = {"dense.py": make_handins.STUB, "named_dense.py": make_handins.RIGHT}
    make_handins.make_files(tmp_path / "submission", files)
    assert try_folder(platform, bundles / platform, tmp_path / "submission") == 0
