"""Trains a network of a student's own layers, in a process of its own, and tells how it goes line by line.

The recipe, `train.py` beside the exercise, says what is built and how it is trained; this module listens: the loss that
the network is given is the student's with an ear on it, so every batch can be told. Nothing stands in for a missing layer.
Ctrl-C ends the training at the next batch, and what is learnt by then is shown.
"""

from __future__ import annotations

import importlib
import math
import os
import runpy
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec
import numpy as np

from grader.course.layout import Exercise, load_course
from grader.course.own import find_own
from grader.course.recipes import Recipe, load_recipes
from grader.own.finder import Finder
from grader.own.messages import Batch, Epoch, Failed, Finished, Message, Reading, Started
from grader.own.process import read_job
from grader.own.script import innermost

TOLD_EVERY_S = 0.1
SHOWN = 12


class _Stop(BaseException):
    """The training is to end; no `except Exception` of a student's holds it."""


class _Missing(Exception):
    """A student's file lacks a name that the recipe uses."""

    def __init__(self, slug: str, name: str, file: str) -> None:
        super().__init__(f"{file} has no `{name}`")
        self.slug = slug


class _Watched:
    """A student's loss that tells of every batch, and ends the training where that is wanted."""

    def __init__(self, loss: Any, tell: Callable[[float, int], None]) -> None:
        self._loss, self._tell = loss, tell

    def loss(self, prediction: Any, target: Any) -> Any:
        """Returns the student's own loss."""
        value = self._loss.loss(prediction, target)
        self._tell(float(value), len(prediction))
        return value

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loss, name)


def main() -> None:
    """Carries out the job on the command line; what the student's code prints goes to standard error."""
    job = read_job()
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def say(message: Message) -> None:
        output.write(msgspec.json.encode(message) + b"\n")
        output.flush()

    course = load_course(Path(job.root))
    choose = (lambda exercise: exercise.reference) if job.reference else (lambda exercise: find_own(exercise).path)
    Finder(course, job.track, choose).install()
    exercise = course.exercise(job.file)
    recipe = next(recipe for recipe in load_recipes(exercise) if recipe.name == job.name)
    files = {slug: choose(course.exercise(slug)) for slug in recipe.plan.parts}
    try:
        _Training(recipe, job.epochs or recipe.plan.epochs, job.seed, say).run()
    except _Missing as error:
        say(Failed(str(error), error.slug))
    except KeyboardInterrupt:
        say(Failed("stopped before anything was learnt"))
    except BaseException as error:  # the student's own layers may raise anything: it is told, with its place
        traceback.print_exc()
        say(describe_failure(error, files, exercise))


class _Training:
    """One training run and what is told of it."""

    def __init__(self, recipe: Recipe, epochs: int, seed: int, say: Callable[[Message], None]) -> None:
        self._recipe, self._epochs, self._seed, self._say = recipe, epochs, seed, say
        self._epoch = self._seen = 0
        self._sum = self._told = 0.0
        self._stopping = False

    def run(self) -> None:
        """Builds, trains and tests."""
        name = self._recipe.name
        steps = runpy.run_path(str(self._recipe.path))
        own = self._load_parts()
        images, digits, test_images, test_digits = steps["load_data"](name)
        signal.signal(signal.SIGINT, self._interrupt)
        np.random.seed(self._seed)
        losses = [
            part for slug, names in self._recipe.plan.parts.items() for part in names if slug and _is_loss(own[part])
        ]
        watched = _Watched(own[losses[-1]](), self._hear)
        network = steps["build"](name, own, watched)
        self._say(Started(int(network.parameters()), len(images), len(test_images)))
        accuracy, stopped = 0.0, False
        for number in range(1, self._epochs + 1):
            self._epoch = number
            self._seen, self._sum = 0, 0.0
            try:
                loss = float(steps["train_epoch"](network, images, digits))
            except _Stop:
                stopped = True
                break
            accuracy = float(network.accuracy(test_images, test_digits))
            self._say(Epoch(self._epoch, finite(loss), accuracy, time.process_time()))
        sure = np.asarray(steps["read_digits"](network, test_images, own))
        if stopped:
            accuracy = float(network.accuracy(test_images, test_digits))
        right, wrong = _choose(np.asarray(test_images).reshape(len(test_images), -1), np.asarray(test_digits), sure)
        self._say(Finished(accuracy, time.process_time(), stopped, right, wrong))

    def _load_parts(self) -> dict[str, Any]:
        own: dict[str, Any] = {}
        for slug, names in self._recipe.plan.parts.items():
            module = importlib.import_module(slug)
            for name in names:
                if not hasattr(module, name):
                    raise _Missing(slug, name, os.path.basename(str(module.__file__)))
                own[name] = getattr(module, name)
        return own

    def _hear(self, loss: float, count: int) -> None:
        """Notes one batch; tells of it now and then."""
        if self._stopping:
            raise _Stop
        self._seen += count
        self._sum += loss * count
        now = time.monotonic()
        if now - self._told >= TOLD_EVERY_S:
            self._told = now
            self._say(Batch(self._epoch, self._seen, finite(self._sum / max(1, self._seen))))

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self._stopping:
            raise KeyboardInterrupt
        self._stopping = True


def _is_loss(item: Any) -> bool:
    return hasattr(item, "loss") and hasattr(item, "gradient")


def finite(value: float) -> float | None:
    """Returns a number that JSON can hold, or None."""
    return value if math.isfinite(value) else None


def _choose(images: Any, digits: Any, sure: Any) -> tuple[list[Reading], list[Reading]]:
    """Returns images that are read rightly, one of each digit, and those that are not, the surest first."""
    said = sure.argmax(axis=1)
    readings = [
        Reading(
            [round(float(pixel) * 16) for pixel in images[row]],
            int(digits[row]),
            int(said[row]),
            finite(float(sure[row].max())),
        )
        for row in range(len(images))
    ]
    right = [reading for reading in readings if reading.said == reading.digit]
    wrong = sorted((item for item in readings if item.said != item.digit), key=lambda item: -(item.sure or 0.0))
    first = {reading.digit: reading for reading in reversed(right)}
    return [first[digit] for digit in sorted(first)], wrong[:SHOWN]


def describe_failure(error: BaseException, files: dict[str, Path], exercise: Exercise) -> Failed:
    """Returns what a student reads: what was raised, and where in which of their own files."""
    places = {str(path): slug for slug, path in files.items()}
    trace, found = error.__traceback__, None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name in places or name == str(exercise.folder / "train.py"):
            found = trace
        trace = trace.tb_next
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    last = innermost(error.__traceback__)
    if found is None or last is None:
        return Failed(what)
    code = found.tb_frame.f_code
    where = f"{os.path.basename(code.co_filename)}, line {found.tb_lineno}"
    if isinstance(error, NotImplementedError):
        what = f"`{code.co_name}` is not written yet ({where})"
        return Failed(what, places.get(code.co_filename, ""))
    return Failed(f"{what}\n  {where}, in {code.co_name}", places.get(code.co_filename, ""))
