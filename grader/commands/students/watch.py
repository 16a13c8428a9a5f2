"""`grader watch`: checks an exercise again whenever its file is saved, on one screen."""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import click
import watchfiles
from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from grader.course.layout import Course, Exercise, open_course
from grader.course.progress import is_begun, next_hint, read_progress, remember
from grader.judge.processes import JudgeDied, JudgeProcess, Setup
from grader.judge.tasks import own_task
from grader.pages.terminal import render_result
from grader.records.results import Result

_KEYS = "h hint · n next exercise · a all cases · q quit"


def watch_exercise(folder: Path | None, slug: str | None) -> None:
    """Watches one exercise's file until `q` or Ctrl-C."""
    course = open_course(folder)
    watcher = _Watcher(course, course.exercise(slug) if slug else first_open(course))
    with contextlib.suppress(KeyboardInterrupt):
        watcher.run()


def first_open(course: Course) -> Exercise:
    """Returns the first exercise that is begun, or else the first of all."""
    begun = [exercise for exercise in course.exercises if is_begun(exercise)]
    return (begun or list(course.exercises))[0]


class _Watcher:
    """The screen, the judge behind it, and what has happened: keys and saves."""

    def __init__(self, course: Course, exercise: Exercise) -> None:
        self._course = course
        self._exercise = exercise
        self._events: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._hint = ""
        self._show_all = False

    def run(self) -> None:
        """Checks, draws, waits for the next event."""
        threading.Thread(target=self._watch_files, daemon=True).start()
        with _read_keys(self._events), Live(console=Console(), auto_refresh=False, screen=sys.stdout.isatty()) as live:
            event = "saved"
            judge = _Judge(self._course)
            try:
                while event != "q":
                    if event in ("saved", "n"):
                        if event == "n":
                            self._next_exercise()
                        result = judge.check(self._exercise)
                        if result is not None:
                            remember(self._course, [result])
                    elif event == "h":
                        number, text = next_hint(self._course, self._exercise)
                        self._hint = f"Hint {number} of {len(self._exercise.hints)}: {text}"
                    elif event == "a":
                        self._show_all = not self._show_all
                    live.update(self._draw(result), refresh=True)
                    event = self._next_event()
            finally:
                self._stop.set()
                judge.close()

    def _next_event(self) -> str:
        while True:
            with contextlib.suppress(queue.Empty):
                return self._events.get(timeout=0.5)

    def _next_exercise(self) -> None:
        exercises = self._course.exercises
        self._exercise = exercises[(exercises.index(self._exercise) + 1) % len(exercises)]
        self._hint = ""

    def _watch_files(self) -> None:
        folder = self._course.root / "exercises"
        for changes in watchfiles.watch(
            folder, stop_event=self._stop, debounce=60, step=20, rust_timeout=500, raise_interrupt=False
        ):
            if any(Path(path).suffix in (".py", ".ipynb") for _, path in changes):
                self._events.put("saved")

    def _draw(self, result: Result | None) -> Group:
        if result is None:
            shown = Text("The file could not be read; save it again.\n", style="red")
        else:
            shown = render_result(self._exercise, result, self._show_all)
        known = read_progress(self._course).checked.values()
        solved = sum(checked.score == checked.max_score for checked in known)
        path = self._exercise.stub.relative_to(self._course.root)
        head = Text(f"{path}   {solved} of {len(self._course.exercises)} exercises solved\n", style="dim")
        return Group(head, shown, Text(self._hint, style="yellow"), Text(f"\n{_KEYS}", style="dim"))


class _Judge:
    """One judge process that stays warm between saves."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._process: JudgeProcess | None = None
        self._slug = ""

    def check(self, exercise: Exercise) -> Result | None:
        """Returns the result of the file as it is now; None where it cannot be judged."""
        task = own_task(self._course, exercise)
        for _ in range(2):
            try:
                return self._find(exercise.slug).ask(task).result
            except JudgeDied:
                self.close()
        return None

    def _find(self, slug: str) -> JudgeProcess:
        if self._process is None or self._slug != slug:
            self.close()
            root, seed = os.fsencode(self._course.root), self._course.settings.seed
            self._slug = slug
            self._process = JudgeProcess(Setup(root, [slug], ["public"], seed, warm_up=False))
        return self._process

    def close(self) -> None:
        """Ends the judge."""
        if self._process is not None:
            self._process.close()
        self._process = None


@contextlib.contextmanager
def _read_keys(events: queue.SimpleQueue[str]) -> Iterator[None]:
    """Puts each key into `events` while it lasts; without a terminal, each line's first letter."""
    try:
        import termios
        import tty

        before = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin)
    except (ImportError, OSError, ValueError):
        before = None
    except Exception as error:  # termios.error is no OSError
        if type(error).__name__ != "error":
            raise
        before = None

    def read() -> None:
        while key := sys.stdin.read(1):
            events.put(key.lower())
        events.put("q")

    threading.Thread(target=read, daemon=True).start()
    try:
        yield
    finally:
        if before is not None:
            import termios

            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
        click.echo("")
