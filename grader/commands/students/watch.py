"""`grader watch`: checks an exercise again whenever its file is saved, on one screen that scrolls."""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
from pathlib import Path

import watchfiles
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from grader.course.hints import NextHint, find_hint, note_seen
from grader.course.layout import Course, Exercise, open_course
from grader.course.own import find_choices, find_here, find_own, is_begun, list_cells, place
from grader.course.progress import Standing, find_standings, remember
from grader.judge.processes import JudgeDied, JudgeProcess
from grader.judge.protocol import Setup
from grader.judge.tasks import own_task
from grader.pages.console import Terminal
from grader.pages.keys import read_keys
from grader.pages.path import render_ending
from grader.pages.screen import Screen, count_lines
from grader.pages.terminal import View, render_result
from grader.records.results import Result

_KEYS = "h hint · a all · s show · n next · p previous · ↑↓ space scroll · q quit"
_TICK_S = 0.2
"""How often it is looked whether the terminal has another size."""
_WATCHER_S = 2.0
"""How long the thread that looks for saves is waited for at the end."""
_CHECKS = ("saved", "n", "p")
_SCROLLS = {"up": -1, "k": -1, "down": 1, "j": 1, "\n": 1}
_PAGES = {"page up": -1, "b": -1, "page down": 1, " ": 1, "f": 1}


def watch_exercise(folder: Path | None, word: str | None) -> None:
    """Watches one exercise's files until `q` or Ctrl-C."""
    course = open_course(folder)
    exercise = find_choices(course, word, Path.cwd())[0].exercise if word else first_open(course)
    with contextlib.suppress(KeyboardInterrupt):
        Watcher(course, exercise, Terminal(highlight=False)).run()


def first_open(course: Course) -> Exercise:
    """Returns the exercise in whose folder one is, or the first that is begun and not solved, or the first begun one."""
    here = find_here(course, Path.cwd())
    if here is not None:
        return here
    begun = [exercise for exercise in course.exercises if is_begun(exercise)]
    solved = {item.exercise.slug for item in find_standings(course) if item.state == "solved"}
    unsolved = [exercise for exercise in begun if exercise.slug not in solved]
    return (unsolved or begun or list(course.exercises))[0]


class Watcher:
    """The screen, the judge behind it, and what has happened: keys and saves."""

    def __init__(self, course: Course, exercise: Exercise, console: Console) -> None:
        self._course, self.exercise, self._console = course, exercise, console
        self._events: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._screen = Screen()
        self._result: Result | None = None
        self._own = find_own(exercise)
        self._standings: list[Standing] = []
        self._hints: list[NextHint] = []
        self._show_all = self._snippet = self._checking = False
        self._size = console.size
        self._full = console.is_terminal and sys.stdin.isatty()

    def run(self) -> None:
        """Checks, draws, waits for the next event."""
        watcher = threading.Thread(target=self.watch_files, daemon=True)
        watcher.start()
        with read_keys(self._events.put), Live(console=self._console, auto_refresh=False, screen=self._full) as live:
            judge = Judge(self._course)
            event = "saved"
            try:
                while event != "q":
                    if event in _CHECKS:
                        self._turn(event)
                        self._checking = True
                        self._show(live, waiting=True)
                        self.take(judge.check(self.exercise))
                        event = self._drop_keys() if self._full else ""
                    else:
                        self.press(event)
                        event = ""
                    self._show(live)
                    self._note_hint()
                    event = event or self.next_event()
            finally:
                self._stop.set()
                judge.close()
                watcher.join(_WATCHER_S)

    def _show(self, live: Live, waiting: bool = False) -> None:
        if self._full:
            live.update(self.draw(), refresh=True)
        elif not waiting:
            self._console.print(self.draw(), soft_wrap=True)

    def next_event(self) -> str:
        """Returns the next key or save, or `resized`."""
        while True:
            with contextlib.suppress(queue.Empty):
                return self._events.get(timeout=_TICK_S)
            if self._console.size != self._size:
                return "resized"

    def _drop_keys(self) -> str:
        """Forgets what was typed at a screen that was about to change, but for turning to another exercise and leaving."""
        kept = []
        with contextlib.suppress(queue.Empty):
            while True:
                kept.append(self._events.get_nowait())
        if "q" in kept:
            return "q"
        for event in [*(key for key in kept if key in ("n", "p")), *["saved"] * ("saved" in kept)]:
            self._events.put(event)
        return ""

    def _turn(self, event: str) -> None:
        """Goes to the next exercise, or to the one before."""
        if event == "saved":
            return
        exercises = self._course.exercises
        step = 1 if event == "n" else -1
        self.exercise = exercises[(exercises.index(self.exercise) + step) % len(exercises)]
        self._hints, self._result, self._show_all, self._snippet = [], None, False, False
        self._own = find_own(self.exercise)
        self._screen.to_start()

    def take(self, result: Result | None) -> None:
        """Takes the result of a check, and remembers it."""
        before = self._failing()
        self._result, self._checking = result, False
        self._own = find_own(self.exercise)
        if result is not None:
            notebook = self._own.path.suffix == ".ipynb"
            remember(self._course, [result], {self.exercise.slug: list_cells(self._own.path) or []} if notebook else {})
        self._standings = find_standings(self._course)
        if self._failing() != before:
            self._hints = []
            self._screen.to_start()

    def _failing(self) -> str:
        cases = self._result.cases if self._result is not None else []
        return next((case.id for case in cases if case.outcome != "passed"), "")

    def press(self, key: str) -> None:
        """Does what a key asks for."""
        if key == "h":
            self._ask_hint()
        elif key == "a":
            self._show_all = not self._show_all
        elif key == "s":
            self._snippet = not self._snippet
        elif key in _SCROLLS:
            self._screen.scroll(_SCROLLS[key])
        elif key in _PAGES:
            self._screen.page(_PAGES[key])
        elif key in ("home", "g"):
            self._screen.to_start()
        elif key == "end":
            self._screen.to_end()

    def _ask_hint(self) -> None:
        """Puts the next hint on top; one that has not been seen to its end is shown on first."""
        if self._hints and not self._hint_is_seen():
            self._screen.page(1)
            return
        hint = find_hint(self._course, self.exercise)
        if hint not in self._hints:
            self._hints.insert(0, hint)
        self._screen.to_start()

    def _hint_is_seen(self) -> bool:
        return not self._full or self._screen.shows(count_lines(self._console, self._render_hints()[:1]))

    def _note_hint(self) -> None:
        """Remembers the newest hint as seen once its last line has been in view."""
        if self._hints and not self._checking and self._hint_is_seen():
            note_seen(self._course, self.exercise, self._hints[0])

    def watch_files(self) -> None:
        """Tells of every save in a student's files, until the screen is left."""
        folder = self._course.root / "exercises"
        for changes in watchfiles.watch(
            folder, stop_event=self._stop, debounce=60, step=20, rust_timeout=500, raise_interrupt=False
        ):
            if any(Path(path).suffix in (".py", ".ipynb") for _, path in changes):
                self._events.put("saved")

    def draw(self) -> RenderableType:
        """Returns the screen as it is now, for the size that the terminal has now; all of it where there is none."""
        self._size = self._console.size
        body = self._render_body()
        if not self._full:
            return Group(*body)
        solved = sum(standing.state == "solved" for standing in self._standings)
        state = "checking …" if self._checking else f"{solved} of {len(self._course.exercises)} solved"
        return self._screen.draw(self._console, Text(f"grader watch   {state}", style="dim"), body, _KEYS)

    def _render_hints(self) -> list[Text]:
        parts = [Text(f"Hint {hint.number} of {hint.total}: {hint.text}\n", style="yellow") for hint in self._hints]
        if self._hints and self._hints[0].is_last:
            parts[0].append("That was the last hint; the statement has a worked example.\n", style="dim")
        return parts

    def _render_body(self) -> list[Text]:
        result, own = self._result, self._own
        if result is None:
            told = "" if self._checking else "The file could not be read; save it again."
            return [Text(f"{self.exercise.slug}  {place(own.path, self._course)}\n{told}")]
        other = place(own.other, self._course) if own.other is not None else ""
        view = View(place(own.path, self._course), other, self._show_all, self._snippet, keys=True)
        parts = [*self._render_hints(), render_result(self.exercise, result, view)]
        if result.status == "graded" and not self._failing():
            parts.append(render_ending(self._course, self.exercise, own.path, self._standings))
        return parts


class Judge:
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
            self._process = JudgeProcess(Setup(root, [slug], ["public"], seed))
        return self._process

    def close(self) -> None:
        """Ends the judge."""
        if self._process is not None:
            self._process.close()
        self._process = None
