"""`grader release`: what is in a bundle and what is not, when it is refused, and what a student sees in it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from forks import run_grader

from grader.bundles.secrets import find_hidden_text
from grader.bundles.students import write_bundle
from grader.course.layout import load_course
from grader.link.wrong_models import load_misconceptions

ROOT = Path(__file__).parents[3]
SLUGS = ("dense", "flatten")
ROOMS = ("course", "diagnosis", "exports", "judge", "link", "own", "pages", "records", "worker")
INSTRUCTORS_ROOMS = ("authoring", "bundles", "collecting", "commands/authors", "commands/instructors")


def run(course, *arguments, cwd=ROOT):
    """Runs the command on a course."""
    return run_grader("--course", course, *arguments, cwd=cwd)


def copy_course(target):
    """Copies two exercises of one track, with their references and suites, and the licence."""
    places = [
        "exercises/course.toml",
        "exercises/README.md",
        "exercises/layers/README.md",
        "exercises/layers/layer.py",
        "exercises/layers/support.py",
    ]
    places.append("LICENSE")
    for slug in SLUGS:
        places += [f"exercises/layers/{slug}", f"reference/layers/{slug}.py", f"tests/public/layers/test_{slug}.py",
                   f"tests/hidden/layers/test_{slug}.py", f"reference/layers/misconceptions/{slug}.py"]  # fmt: skip
    for place in places:
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / place).is_dir() else shutil.copyfile)(ROOT / place, target / place)
        if "misconceptions" in place:  # every release plays them all
            keep_models(target / place)
    return target


def keep_models(path, count=10):
    """Leaves as many wrong models in a file, the one that `LATE_WEIGHTS` has among them."""
    begin = "\n\n\n@misconception("
    first, *declared = path.read_text().split(begin)
    kept = sorted(declared, key=lambda text: "updated-weights" not in text)[:count]
    path.write_text(begin.join([first, *(text for text in declared if text in kept)]).rstrip("\n") + "\n")


@pytest.fixture
def course(tmp_path):
    """A course of two exercises, in no repository."""
    return copy_course(tmp_path / "course")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """A bundle of two exercises, as a folder whose name has spaces; not to be changed."""
    root = copy_course(tmp_path_factory.mktemp("course"))
    target = tmp_path_factory.mktemp("out") / "the layers, week 3"
    done = run(root, "release", target, "--exercise", "dense", "--exercise", "flatten")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 exercises for students" in done.stdout
    return target


def names(folder):
    """Returns the files of a bundle outside the engine."""
    found = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return {name for name in found if not name.startswith("grader/") and "__pycache__" not in name}


def test_a_bundle_holds_the_allow_list(bundle):
    """Statements, stubs in both forms, public suites, the track's modules, and nothing of references or hidden suites"""
    expected = {f"exercises/layers/{slug}/{name}" for slug in SLUGS
                for name in (f"{slug}.py", f"{slug}.ipynb", "README.md", "exercise.toml")}  # fmt: skip
    expected |= {f"tests/public/layers/test_{slug}.py" for slug in SLUGS}
    expected |= {f"exercises/.stubs/{slug}.py" for slug in SLUGS} | {
        f"exercises/.mistakes/{slug}.json" for slug in SLUGS
    }
    expected |= {"exercises/course.toml", "exercises/README.md", "exercises/layers/README.md", "exercises/layers/layer.py",
                 "exercises/layers/support.py", "LICENSE", "README.md",
                 "pyproject.toml", ".gitignore", ".github/workflows/check.yml", ".github/requirements.lock",
                 "manifest.json", ".jupyter/ipython_kernel_config.py"}  # fmt: skip
    drawings = {name for name in names(bundle) if name.endswith((".svg", ".npz"))}
    assert names(bundle) - drawings == expected
    engine = bundle / "grader"
    for place in (*ROOMS, "cli.py", "magic.py", "checks.py", "commands/students/check.py"):
        assert (engine / place).exists()
    assert [room for room in INSTRUCTORS_ROOMS if (engine / room).exists()] == []


def test_the_manifest_has_every_file(bundle):
    """Each file's SHA-256, no file more, no file less"""
    manifest = json.loads((bundle / "manifest.json").read_text())
    assert manifest["schema"] == "layer-grader/manifest/v1"
    assert manifest["exercises"] == ["dense", "flatten"]
    hashes = {path.relative_to(bundle).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
              for path in bundle.rglob("*") if path.is_file() and "__pycache__" not in path.parts}  # fmt: skip
    hashes.pop("manifest.json")
    assert manifest["files"] == hashes


def test_nothing_hidden_is_in_any_file(bundle):
    """The engine's files included: no title or hint of a misconception, no name of a hidden case, no line of a solution

    Titles and hints stand in the files on mistakes alone, with fingerprints: whole numbers and digests.
    """
    course = load_course(ROOT)
    secrets = {}
    public = "".join(exercise.suite("public").read_text() for exercise in course.exercises)
    for exercise in course.exercises:
        for item in load_misconceptions(exercise):
            secrets[item.title] = secrets[item.hint] = f"misconception {item.id} of {exercise.slug}"
        for name in re.findall(r"def (test_\w{11,})\(", exercise.suite("hidden").read_text()):
            if f"{name}(" not in public:
                secrets[f"{name}("] = f"hidden case of {exercise.slug}"
    text = {path: " ".join(path.read_text(errors="replace").split()) for path in bundle.rglob("*")
            if path.is_file() and path.suffix not in (".svg", ".npz", ".pyc")}  # fmt: skip
    found = [(str(path.relative_to(bundle)), secret, kind) for path, words in text.items()
             for secret, kind in secrets.items() if secret in words]  # fmt: skip
    named = {f"exercises/.mistakes/{slug}.json" for slug in SLUGS}
    assert [item for item in found if item[0] not in named or not item[2].startswith("misconception")] == []


def test_no_answer_can_be_read_from_the_files_on_mistakes(bundle):
    """They hold digests, exponents of two and remainders below 256; of a usual answer one remainder below 64"""
    for slug in SLUGS:
        known = json.loads((bundle / "exercises" / ".mistakes" / f"{slug}.json").read_text())
        assert set(known) == {"schema", "seed", "prints", "mistakes"} and known["mistakes"]
        for request, (form, loose, scales, rests) in known["prints"]:
            assert all(re.fullmatch("[0-9a-f]{8}|", text) for text in (request, form, loose))
            assert all(scale is None or (type(scale) is int and abs(scale) < 1100) for scale in scales)
            assert len(rests) in (1, 3) and all(type(rest) is int and 0 <= rest < 256 for rest in rests)
            assert len(rests) == 3 or rests[0] < 64
        for mistake in known["mistakes"]:
            assert set(mistake) == {"diagnosis", "failing", "passing", "variant"}
            assert type(mistake["variant"]) is bool
            for places in [*mistake["failing"].values(), *mistake["passing"].values()]:
                assert all(type(place) is int and 0 <= place < len(known["prints"]) for place in places)


LATE_WEIGHTS = """
import copy
import numpy as np
from layer import Layer


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units, self.input_shape, self.trainable = n_units, input_shape, True
        self.W = self.w0 = None

    def initialize(self, optimizer):
        n_in, = self.input_shape
        limit = 1 / np.sqrt(n_in)
        self.W = np.random.uniform(-limit, limit, (n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.W_step, self.w0_step = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return self.W.size + self.w0.size

    def forward_pass(self, X, training=True):
        self.X = X
        return X @ self.W + self.w0

    def backward_pass(self, accum_grad):
        G = accum_grad
        if self.trainable:
            self.W = self.W_step.update(self.W, self.X.T @ G)
            self.w0 = self.w0_step.update(self.w0, G.sum(axis=0, keepdims=True))
        return G @ self.W.T

    def output_shape(self):
        return (self.n_units,)
"""


def test_a_mistake_has_its_name_in_the_bundle(bundle, tmp_path):
    """A student's own code with a known mistake: named as in the course, and with another seed a line says why not"""
    (tmp_path / "mine.py").write_text(LATE_WEIGHTS)
    bundle, named = shutil.copytree(bundle, tmp_path / "bundle"), []
    for root in (ROOT, bundle):
        done = run(root, "check", "dense", "--file", tmp_path / "mine.py", "--json")
        assert done.returncode == 1, done.stderr
        cases = json.loads(done.stdout)[0]["cases"]
        named.append({case["id"]: case["diagnosis"] and case["diagnosis"]["id"] for case in cases})
    assert named[0] == named[1] and set(named[1].values()) == {None, "updated-weights"}
    done = run(bundle, "check", "dense", "--file", tmp_path / "mine.py", "--seed", "5")
    assert "Mistakes have names under the course's own seed only: leave out --seed" in " ".join(done.stdout.split())


def test_stubs_and_notebooks_are_unsolved(bundle):
    """Both forms of each exercise are what the course derives, and raise NotImplementedError"""
    for slug in SLUGS:
        folder = bundle / "exercises" / "layers" / slug
        assert "raise NotImplementedError" in (folder / f"{slug}.py").read_text()
        assert (folder / f"{slug}.py").read_bytes() == (bundle / "exercises" / ".stubs" / f"{slug}.py").read_bytes()
        book = json.loads((folder / f"{slug}.ipynb").read_text())
        code = "".join("".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code")
        assert "raise NotImplementedError" in code and "SOLUTION" not in code


def test_a_zip_holds_the_same(bundle, course, tmp_path):
    """The zip has one folder, called like itself, with the same files; its bytes do not depend on the day"""
    for name in ("week 3.zip", "again/week 3.zip"):
        done = run(course, "release", tmp_path / name, "--track", "layers")
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "week 3.zip").read_bytes() == (tmp_path / "again" / "week 3.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "week 3.zip") as archive:
        archive.extractall(tmp_path / "there")
    assert names(tmp_path / "there" / "week 3") == names(bundle)
    for name in names(bundle):
        assert (tmp_path / "there" / "week 3" / name).read_bytes() == (bundle / name).read_bytes()


def in_bundle(bundle, *arguments):
    """Runs the bundle's own engine, from the bundle."""
    env = {**os.environ, "PYTHONPATH": str(bundle)}
    return subprocess.run(
        [sys.executable, *arguments], cwd=bundle, env=env, capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def mine(bundle, tmp_path):
    """A student's copy of the bundle, in a folder with spaces."""
    return Path(shutil.copytree(bundle, tmp_path / "my own copy"))


def test_a_student_begins(mine):
    """list and check work in the bundle, without a reference: 0 points, the first case, and what to do"""
    where = in_bundle(mine, "-c", "import grader; print(grader.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(mine)
    listed = in_bundle(mine, "-m", "grader", "list")
    assert listed.returncode == 0 and "dense" in listed.stdout and "begun" not in listed.stdout
    checked = in_bundle(mine, "-m", "grader", "check", "dense")
    assert checked.returncode == 1, checked.stderr
    assert "0 of 7 points" in checked.stdout
    assert "is not written yet" in checked.stdout and "grader hint dense" in checked.stdout
    hint = in_bundle(mine, "-m", "grader", "hint", "dense")
    assert hint.returncode == 0 and hint.stdout.strip()


@pytest.mark.parametrize("form", ["py", "ipynb"])
def test_a_student_finishes(mine, form):
    """A right solution gets every public point in the bundle, as a file and as a notebook"""
    source = (ROOT / "tests" / "submissions" / "amara" / "dense.py").read_text()
    path = mine / "exercises" / "layers" / "dense" / f"dense.{form}"
    if form == "py":
        path.write_text(source)
    else:
        book = json.loads(path.read_text())
        stub = next(cell for cell in book["cells"] if "class Dense" in "".join(cell["source"]))
        stub["source"] = source
        path.write_text(json.dumps(book))
    done = in_bundle(mine, "-m", "grader", "check", "dense")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "7 of 7 points" in done.stdout and "Hidden cases are scored when you hand in" in done.stdout


@pytest.mark.parametrize("command", ["release", "collect", "new"])
def test_instructors_commands_say_that_they_are_not_here(mine, command):
    """What only the course can do is one line in a bundle, and no traceback"""
    arguments = {
        "release": ["x.zip"],
        "collect": ["x", "--from", "folder", "--out", "y"],
        "new": ["x", "--track", "layers"],
    }
    done = in_bundle(mine, "-m", "grader", command, *arguments[command])
    assert done.returncode != 0
    assert "Traceback" not in done.stderr and len(done.stderr.strip().splitlines()) <= 4


# Refusals


def refused(course, tmp_path, *arguments, code):
    """Releases, and returns the one line that says why not; nothing is left behind."""
    target = tmp_path / "bundle"
    done = run(course, "release", target, *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert not target.exists()
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def plant(path, text):
    """Adds a line to a file."""
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def secret_line(course):
    """Returns a line that stands between solution markers."""
    text = (course / "reference" / "layers" / "dense.py").read_text()
    solution = re.findall(r"# BEGIN SOLUTION\n(.*?)# END SOLUTION", text, re.DOTALL)
    return max((line.split("#")[0].strip() for part in solution for line in part.splitlines()), key=len)


def secret_case(course):
    """Returns the longest name of a hidden case that no public suite has."""
    text = (course / "tests" / "hidden" / "layers" / "test_dense.py").read_text()
    public = (course / "tests" / "public" / "layers" / "test_dense.py").read_text()
    return max((name for name in re.findall(r"def (test_\w+)\(", text) if name not in public), key=len)


def secret_item(course):
    """Returns a misconception."""
    return load_misconceptions(load_course(course).exercise("dense"))[0]


SECRETS = {
    "solution": lambda course: f"def planted(self, X):\n    {secret_line(course)}",
    "case": lambda course: f"def {secret_case(course)}(submission): ...",
    "case-in-a-sentence": lambda course: f"# the case {secret_case(course)} looks at this",
    "title": lambda course: f"# {secret_item(course).title}",
    "hint": lambda course: f"# {secret_item(course).hint}",
    "marker": lambda course: "# BEGIN SOLUTION",
}
PLACES = ["tests/public/layers/test_flatten.py", "exercises/layers/layer.py"]


@pytest.mark.parametrize(
    ("kind", "place"),
    [(kind, place) for kind in SECRETS for place in PLACES if (kind, place) != ("solution", PLACES[1])],
)  # what stands in a track's own module is given on purpose
def test_hidden_text_stops_the_release(course, tmp_path, kind, place):
    """A solution's line, a hidden case's name, a misconception or a marker in a public file, and nothing is released"""
    plant(course / place, SECRETS[kind](course))
    assert "would give away hidden text here" in refused(course, tmp_path, code=3)


def test_nothing_hidden_is_in_the_whole_course(tmp_path):
    """Statements, hints, stubs and public suites of every exercise, as they stand, give nothing hidden away"""
    course = load_course(ROOT)
    write_bundle(course, course.exercises, tmp_path / "bundle")
    assert find_hidden_text(course, tmp_path / "bundle") == []


def test_hidden_text_of_an_exercise_that_is_not_released(course, tmp_path):
    """The whole course is searched for, not only the exercises in the bundle"""
    plant(course / "tests" / "public" / "layers" / "test_flatten.py", secret_line(course))
    message = refused(course, tmp_path, "--exercise", "flatten", code=3)
    assert "tests/public/layers/test_flatten.py:" in message


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_an_existing_target_is_refused(course, tmp_path, name):
    """What is there stays as it is"""
    (tmp_path / name).mkdir() if name == "bundle" else (tmp_path / name).write_text("mine")
    done = run(course, "release", tmp_path / name)
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert not list((tmp_path / name).iterdir()) if name == "bundle" else (tmp_path / name).read_text() == "mine"


def test_unknown_names_are_refused(course, tmp_path):
    """An unknown track names the tracks there are; an unknown exercise the nearest one"""
    assert "there is no track `convnets`; the tracks are layers" in refused(
        course, tmp_path, "--track", "convnets", code=2
    )
    assert "did you mean `dense`?" in refused(course, tmp_path, "--exercise", "dence", code=2)


def test_an_unverified_course_is_refused(course, tmp_path):
    """A stub that is not derived, or a stray file, stops the release"""
    stub = course / "exercises" / "layers" / "dense" / "dense.py"
    text = stub.read_text()
    stub.write_text(text + "\n")
    assert "not verified, so not released" in refused(course, tmp_path, code=3)
    stub.write_text(text)
    stray = stub.with_name("solution.py")
    stray.write_text("x = 1\n")
    assert "solution.py" in refused(course, tmp_path, code=3)


def git(folder, *arguments):
    """Runs git with a fixed author."""
    names = {f"GIT_{who}_{what}": "x@y" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **names}, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_dirty_checkout_is_refused(course, tmp_path):
    """Uncommitted changes and untracked files stop the release, unless allowed; a clean checkout is released"""
    git(course, "init", "-q")
    git(course, "add", ".")
    git(course, "commit", "-qm", "course")
    hints = course / "exercises" / "layers" / "dense" / "exercise.toml"
    plant(hints, "# changed")
    message = refused(course, tmp_path, code=3)
    assert "has uncommitted changes" in message and "exercises/layers/dense/exercise.toml" in message
    git(course, "checkout", "-q", ".")
    plant_new = course / "exercises" / "layers" / "dense" / "figure two.svg"
    plant_new.write_text("<svg/>")
    assert "has uncommitted changes" in refused(course, tmp_path, code=3)
    assert run(course, "release", tmp_path / "allowed", "--exercise", "flatten", "--allow-dirty").returncode == 0
    plant_new.unlink()
    assert run(course, "release", tmp_path / "clean", "--exercise", "flatten").returncode == 0


@pytest.mark.slow
def test_the_readmes_commands_work_on_a_fresh_machine(course, tmp_path):
    """Unzipped elsewhere, in a folder with spaces, with an environment of its own: both commands of the bundle's README"""
    assert run(course, "release", tmp_path / "the layers.zip").returncode == 0
    there = tmp_path / "somewhere else"
    with zipfile.ZipFile(tmp_path / "the layers.zip") as archive:
        archive.extractall(there)
    readme = (there / "the layers" / "README.md").read_text()
    first, second, *_ = re.findall(r"^ *```sh\n(.*?)```", readme, re.DOTALL | re.MULTILINE)
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        ["sh", "-c", first], cwd=there / "the layers", env=env, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0 and "dense" in done.stdout, done.stderr
    second = f". .venv/bin/activate\n{second}"
    done = subprocess.run(
        ["sh", "-c", second], cwd=there / "the layers", env=env, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1 and "0 of 7 points" in done.stdout, done.stderr


def test_a_bundles_notebooks_find_the_grader(bundle):
    """The project file offers Jupyter and plots as extras, and puts the configuration where IPython looks for it"""
    project = tomllib.loads((bundle / "pyproject.toml").read_text())
    assert set(project["project"]["optional-dependencies"]) == {"notebook", "plots"}
    (placed,) = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"].items()
    assert placed[1] == "etc/ipython/ipython_kernel_config.py"
    assert "load_ipython_extension" in (bundle / placed[0]).read_text()
    text = (bundle / "README.md").read_text()
    assert "pip install -q -e '.[notebook]'" in text
    for command in ("list", "check", "hint", "watch", "run", "train"):
        assert f"grader {command}" in text
