"""`grader train`: a network of one's own layers learns, and nothing stands in for a layer that is missing."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from forks import run_grader

from grader.course.layout import load_course
from grader.course.recipes import find_recipes

ROOT = Path(__file__).parents[3]
NETWORK = ROOT / "exercises" / "layers" / "network"
PLAIN = ("network", "dense", "activation", "optimizers", "losses")
CONVOLUTIONAL = (*PLAIN, "conv2d", "max_pooling2d", "flatten")
DEEP = (*CONVOLUTIONAL, "batch_norm", "dropout")


def make_folder(target, slugs):
    """Writes a student's folder in which these exercises are solved."""
    shutil.copytree(ROOT / "exercises", target / "exercises", ignore=shutil.ignore_patterns("__pycache__"))
    (target / "exercises" / ".stubs").mkdir()
    for exercise in load_course(target).exercises:
        shutil.copy(exercise.stub, target / "exercises" / ".stubs" / exercise.file_name)
        if exercise.slug in slugs:
            shutil.copy(ROOT / exercise.reference.relative_to(target), exercise.stub)
    return target


@pytest.fixture
def folder(tmp_path):
    """The exercises of the plain network, solved."""
    return make_folder(tmp_path, PLAIN)


def start(cwd, *arguments):
    env = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "grader", "train", *arguments]
    return subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            start_new_session=True)  # fmt: skip


def train(cwd, *arguments):
    """Returns the exit code and both outputs."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = run_grader("train", *arguments, cwd=cwd, env=env, timeout=300)
    return done.returncode, done.stdout, done.stderr


def change(folder, slug, old, new):
    """Puts a mistake into a solved file."""
    path = folder / "exercises" / "layers" / slug / f"{slug}.py"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_network_of_ones_own_layers_reads_digits(folder):
    """Above 95 % of 360 test images; whose layers it was, curve, digits and picture; the list remembers"""
    code, output, errors = train(folder)
    assert (code, errors) == (0, "")
    assert "built from your own" in output and "exercises/layers/dense/dense.py" in output
    assert "loss" in output and "says 3" in output and "of 360 test images" in output
    assert (folder / "trained-plain.png").read_bytes().startswith(b"\x89PNG")
    code, output, _ = train(folder, "plain", "--json", "--epochs", "3")
    told = json.loads(output)
    assert told["finished"]["accuracy"] >= 0.95 and len(told["epochs"]) == 3
    assert told["epochs"][-1]["loss"] < told["epochs"][0]["loss"]
    again = json.loads(train(folder, "plain", "--json", "--epochs", "3")[1])
    assert [epoch["loss"] for epoch in again["epochs"]] == [epoch["loss"] for epoch in told["epochs"]]
    state = json.loads((folder / ".grader-progress.json").read_text())
    assert state["trained"]["plain"] >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("name", ["convolutional", "deep"])
def test_the_larger_networks_learn_as_well(tmp_path, name):
    """With convolution and pooling, and with batch normalization and dropout"""
    make_folder(tmp_path, DEEP)
    told = json.loads(train(tmp_path, name, "--json")[1])
    assert told["finished"]["accuracy"] >= 0.95


def test_what_is_missing_is_solved_first(tmp_path):
    """Nothing stands in: the exercise to solve first is named, in the course's order; an unknown name, too"""
    folder = make_folder(tmp_path, ("dense", "network"))
    code, output, errors = train(folder)
    assert (code, output) == (2, "")
    assert "solve `activation` first (then losses, optimizers): exercises/layers/activation/README.md" in errors
    assert "there are plain, convolutional, deep" in train(folder, "plane")[2]
    listed = train(folder, "--list")[1]
    assert "needs your own activation, optimizers, losses" in listed
    shutil.rmtree(folder / "exercises" / "layers" / "losses")
    toml = folder / "exercises" / "layers" / "network" / "exercise.toml"
    toml.write_text(toml.read_text().replace(', "losses"', ""))
    assert "this course does not have losses" in train(folder)[2]


def test_the_largest_network_that_is_there_is_taken(tmp_path):
    """Without a name, the last network all of whose layers are begun"""
    folder = make_folder(tmp_path, CONVOLUTIONAL)
    assert train(folder, "--epochs", "1")[1].startswith("convolutional: Conv2D 8")


@pytest.mark.parametrize(
    ("slug", "old", "new", "said"),
    [
        ("dense", "return X @ self.W", "return self.gone", "'Dense' object has no attribute 'gone'"),
        ("dense", "class Dense(", "class Dens(", "dense.py has no `Dense`"),
        ("activation", "import numpy", "import nowhere\nimport numpy", "No module named 'nowhere'"),
        ("losses", "import numpy", "raise SystemExit(3)\nimport numpy", "SystemExit: 3"),
        ("network", "self.layers.append(layer)", "raise NotImplementedError", "`add` is not written yet"),
    ],
)
def test_a_layer_that_raises_is_named(folder, slug, old, new, said):
    """What was raised, in which of the student's files, and the command that looks into it; no traceback of ours"""
    change(folder, slug, old, new)
    code, _, errors = train(folder)
    assert code == 1
    assert said in errors and f"Next: grader check {slug}\n" in errors
    assert "Traceback" not in errors


def test_a_network_that_does_not_learn_says_so(folder):
    """Exit code 1, the accuracy that it should have, what to check; what the student's code prints is shown in short"""
    head = "def train_on_batch(self, X, y):\n"
    change(folder, "network", head, f"{head}        return print('hm') or 1.0\n")
    code, output, errors = train(folder, "--epochs", "2")
    assert (code, errors) == (1, "")
    assert "It should be above 95%" in output and "grader check network dense" in output
    assert "printed by your code:\n    hm" in output and output.count("hm\n") <= 12


@pytest.mark.skipif(sys.platform == "win32", reason="a signal to a group")
def test_ctrl_c_shows_what_is_learnt(folder):
    """The training ends at the next batch, and the digits are drawn all the same"""
    process = start(folder, "--epochs", "1000000")
    while not process.stdout.readline().startswith("epoch 1 "):
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert "stopped early" in output and "says" in output


def test_the_digits_are_those_of_the_licence(tmp_path):
    """The whole set by its digest; its first 120 rows are those that the cases use"""
    data = (NETWORK / "digits.csv.gz").read_bytes()
    assert hashlib.sha256(data).hexdigest() == "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22"
    rows = np.array([line.split(",") for line in gzip.decompress(data).decode().split()], dtype=int)
    assert rows.shape == (1797, 65)
    with np.load(NETWORK / "digits.npz") as file:
        assert np.array_equal(rows[:120, :64].reshape(-1, 8, 8), file["images"])
        assert np.array_equal(rows[:120, 64], file["labels"])


def test_recipes_name_what_the_course_has():
    """Every part of a recipe is an exercise, and every name one that it asks for"""
    course = load_course(ROOT)
    recipes = find_recipes(course)
    assert [recipe.name for recipe in recipes] == ["plain", "convolutional", "deep"]
    for recipe in recipes:
        for slug, names in recipe.plan.parts.items():
            assert set(names) <= set(course.exercise(slug).settings.names)
