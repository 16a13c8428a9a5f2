"""`grader train`: a network of the student's own layers learns to read digits, live."""

from __future__ import annotations

import contextlib
import dataclasses
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import click
import msgspec
from rich.console import Console
from rich.live import Live
from rich.text import Text

from grader.course.layout import Course, Exercise, open_course
from grader.course.own import find_own, place
from grader.course.progress import note_trained, read_progress
from grader.course.recipes import Recipe, find_recipes
from grader.own.messages import Batch, Epoch, Failed, Finished, Message, Started
from grader.own.process import Job, follow_job
from grader.pages.console import Terminal
from grader.pages.picture import draw_training
from grader.pages.training import render_end, render_live
from grader.pages.wrap import print_text

# render_end, render_live
from grader.records.errors import FAILING, GraderFault, UsageProblem
from grader.records.results import encode_json
from grader.records.text import clean, show

PROCESS = "grader.own.training"
LINES_SHOWN = 12


@dataclasses.dataclass(frozen=True)
class TrainOptions:
    """What was asked for."""

    name: str | None = None
    epochs: int | None = None
    seed: int = 1
    picture: Path | None = None
    show_list: bool = False
    as_json: bool = False


@dataclasses.dataclass
class Run:
    """What a training run has told so far."""

    started: Started | None = None
    epochs: list[Epoch] = dataclasses.field(default_factory=list)
    batch: Batch | None = None
    finished: Finished | None = None
    failed: Failed | None = None

    def take(self, message: Message) -> None:
        """Takes a message."""
        match message:
            case Started():
                self.started = message
            case Batch():
                self.batch = message
            case Epoch():
                self.epochs.append(message)
            case Finished():
                self.finished = message
            case Failed():
                self.failed = message


def train_network(folder: Path | None, options: TrainOptions) -> None:
    """Trains a network and shows it; exits with 1 where it does not learn what it should, or a layer raises."""
    course = open_course(folder)
    recipes = find_recipes(course)
    if not recipes:
        raise UsageProblem("this course has nothing to train: no exercise in it has a train.py")
    if options.show_list:
        for recipe in recipes:
            click.echo(f"{recipe.name:14} {recipe.plan.title}")
            missing = find_missing(course, recipe)
            click.echo(f"{'':14} {'needs your own ' + ', '.join(missing) if missing else 'can be trained'}")
        return
    recipe = choose_recipe(course, recipes, options.name)
    console = Terminal(highlight=False)
    total = options.epochs or recipe.plan.epochs
    if not options.as_json:
        print_text(console, render_parts(course, recipe))
    with tempfile.TemporaryFile() as errors:
        run = follow(course, recipe, options, console, total, errors)
        printed = read_tail(errors)
    if options.as_json:
        click.echo(
            encode_json({"name": recipe.name, "epochs": run.epochs, "finished": run.finished}).decode(), nl=False
        )
    _end(course, recipe, options, console, run, printed)


def _end(
    course: Course, recipe: Recipe, options: TrainOptions, console: Console, run: Run, printed: Sequence[str]
) -> None:
    if run.failed is not None or run.finished is None or run.started is None:
        failed = run.failed or Failed("the training ended without a word")
        click.echo(f"\n✗ {failed.problem}", err=True)
        if printed and run.failed is None:
            click.echo("".join(f"    {line}\n" for line in printed), nl=False, err=True)
        if failed.slug:
            click.echo(f"Next: grader check {failed.slug}", err=True)
        sys.exit(FAILING)
    note_trained(course, recipe.name, run.finished.accuracy)
    reached = run.finished.accuracy >= recipe.plan.aim
    if not options.as_json:
        if printed:
            click.echo("printed by your code:")
            click.echo("".join(f"    {line}\n" for line in printed), nl=False)
        print_text(console, render_end(console, run.started, run.epochs, run.finished, recipe.plan.aim))
        after = []
        if not reached:
            after.append(f"It should be above {recipe.plan.aim:.0%}. Next: grader check {' '.join(recipe.plan.parts)}")
        after += _draw(recipe, options, run.epochs, run.finished)
        after.append(f"Change {place(recipe.path, course)} and train again: it is yours now.")
        print_text(console, Text("\n".join(after)))
    if not reached:
        sys.exit(FAILING)


def _draw(recipe: Recipe, options: TrainOptions, epochs: Sequence[Epoch], finished: Finished) -> list[str]:
    """Draws the picture where that can be done; returns what to say of it. One that was asked for has to be drawn."""
    path = options.picture or Path(f"trained-{recipe.name}.png")
    try:
        if draw_training(path, recipe.plan.title, epochs, finished):
            return [f"As a picture: {show(path)}"]
        problem = "it needs matplotlib, `pip install matplotlib`"
    except (OSError, ValueError) as error:  # a folder that cannot be written, an ending that is no picture's
        problem = str(error)
    if options.picture is not None:
        raise UsageProblem(f"{show(path)}: the picture cannot be drawn: {problem}")
    return []


def choose_recipe(course: Course, recipes: Sequence[Recipe], name: str | None) -> Recipe:
    """Returns the network that is named, or the last one whose parts are solved, or begun. Raises `UsageProblem`."""
    if name is not None:
        found = next((recipe for recipe in recipes if recipe.name == name), None)
        if found is None:
            names = ", ".join(recipe.name for recipe in recipes)
            raise UsageProblem(f"there is no network `{show(name)}`; there are {names}")
        if missing := find_missing(course, found):
            raise UsageProblem(f"`{found.name}` is built from your own layers; {advise(course, missing)}")
        return found
    progress = read_progress(course).checked
    best = {slug for slug, checked in progress.items() if checked.best == checked.max_score}
    ready = [recipe for recipe in recipes if not find_missing(course, recipe)]
    solved = [recipe for recipe in ready if best.issuperset(recipe.plan.parts)]
    if not ready:
        raise UsageProblem(
            f"a network is built from your own layers; {advise(course, find_missing(course, recipes[0]))}"
        )
    return (solved or ready)[-1]


def find_missing(course: Course, recipe: Recipe) -> list[str]:
    """Returns the exercises whose layers a network needs and that are not begun."""
    known = {exercise.slug: exercise for exercise in course.exercises}
    return [slug for slug in recipe.plan.parts if slug not in known or not find_own(known[slug]).begun]


def advise(course: Course, missing: Sequence[str]) -> str:
    """Returns which exercise to solve first: in the order of the course."""
    order: dict[str, Exercise] = {exercise.slug: exercise for exercise in course.exercises if exercise.slug in missing}
    if len(order) < len(missing):
        gone = ", ".join(slug for slug in missing if slug not in order)
        return f"this course does not have {gone}"
    first = next(iter(order.values()))
    others = f" (then {', '.join(list(order)[1:])})" if len(order) > 1 else ""
    return f"solve `{first.slug}` first{others}: {place(first.folder / 'README.md', course)}"


def render_parts(course: Course, recipe: Recipe) -> Text:
    """Returns which of the student's own classes the network is built from, and where they are."""
    text = Text(f"{recipe.name}: {recipe.plan.title}\n", style="bold")
    text.append("built from your own\n")
    width = max(len(", ".join(names)) for names in recipe.plan.parts.values())
    for slug, names in recipe.plan.parts.items():
        file = place(find_own(course.exercise(slug)).path, course)
        text.append(f"  {', '.join(names):{width}}  {file}\n", style="default")
    return text


def follow(
    course: Course, recipe: Recipe, options: TrainOptions, console: Console, total: int, errors: IO[bytes]
) -> Run:
    """Starts the training and shows how it goes; returns what came out."""
    exercise = recipe.exercise
    job = Job(str(course.root), exercise.track, str(exercise.folder), exercise.slug, name=recipe.name, epochs=total,
              seed=options.seed)  # fmt: skip
    run = Run()
    show_live = console.is_terminal and not options.as_json
    live = Live(console=console, transient=True, auto_refresh=False)
    with leave_interrupts(), follow_job(PROCESS, job, errors) as child, live:
        assert child.stdout is not None
        for line in child.stdout:
            try:
                message = msgspec.json.decode(line, type=Message)
            except msgspec.DecodeError as error:
                raise GraderFault(f"the training said something else: {error}") from None
            run.take(message)
            if run.started is not None and show_live:
                live.update(render_live(console, run.started, run.epochs, total, run.batch), refresh=True)
            elif isinstance(message, Epoch) and not options.as_json and not show_live:  # a line each, for a log
                loss = "-" if message.loss is None else f"{message.loss:.4f}"
                click.echo(f"epoch {message.number} of {total}  loss {loss}  accuracy {message.accuracy:.1%}")
    return run


@contextlib.contextmanager
def leave_interrupts() -> Iterator[None]:
    """Leaves the first Ctrl-C to the process that trains, which has it too and ends after the batch; a second one counts."""
    seen: list[int] = []

    def note(number: int, frame: object) -> None:
        if seen:
            raise KeyboardInterrupt
        seen.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def read_tail(errors: IO[bytes]) -> list[str]:
    """Returns the last lines that the student's code printed."""
    size = errors.seek(0, 2)
    errors.seek(max(0, size - 8_000))
    return clean(errors.read().decode("utf-8", "replace")).splitlines()[-LINES_SHOWN:]
