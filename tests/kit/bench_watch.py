"""Measures `grader watch`: the time from saving a file to the verdict on it, in a scratch copy of the course.

    python tests/kit/bench_watch.py [--saves 30] [--exercise dense]

The watcher's own file watching and judge are used, and the screen is drawn into memory. Saves alternate between a
correct solution and one with a mistake. Printed are the median and the 95th percentile.
"""

from __future__ import annotations

import argparse
import io
import random
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path

from rich.console import Console

from grader.commands.students.watch import Judge, Watcher
from grader.course.layout import load_course

ROOT = Path(__file__).parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--exercise", default="dense")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "exercises", root / "exercises")
        shutil.copytree(ROOT / "tests" / "public", root / "tests" / "public")
        measure(root, options.exercise, options.saves)


def measure(root: Path, slug: str, saves: int) -> None:
    """Saves, waits for the verdict, prints what it took."""
    course = load_course(root)
    exercise = course.exercise(slug)
    right = (ROOT / exercise.reference.relative_to(root)).read_text(encoding="utf-8")
    wrong = exercise.stub.read_text(encoding="utf-8")
    rewrites = ROOT / "tests" / "kit" / "rewrites" / exercise.track / slug
    mistakes = [path.read_text(encoding="utf-8") for path in sorted(rewrites.glob("*.py"))] or [wrong]
    watcher, judge = Watcher(course, exercise, Console(file=io.StringIO(), width=100)), Judge(course)
    thread = threading.Thread(target=watcher.watch_files, daemon=True)
    thread.start()
    console = Console(file=io.StringIO(), width=100)
    seconds = []
    try:
        judge.check(exercise)
        time.sleep(1)
        for number in range(saves):
            text = mistakes[number // 2 % len(mistakes)] if number % 2 else right
            while not watcher._events.empty():
                watcher._events.get()
            started = time.perf_counter()
            exercise.stub.write_text(f"{text}\n# save {number}\n", encoding="utf-8")
            watcher.next_event()
            result = judge.check(exercise)
            watcher.take(result)
            console.print(watcher.draw())
            seconds.append(time.perf_counter() - started)
            assert result is not None
            assert number % 2 or result.score == result.max_score
            time.sleep(0.2 + 0.2 * random.random())
    finally:
        watcher._stop.set()
        judge.close()
    thread.join(2)
    print(f"{saves} saves of {slug}: median {1000 * statistics.median(seconds):.0f} ms, "
          f"95th percentile {1000 * statistics.quantiles(seconds, n=20)[-1]:.0f} ms, "
          f"largest {1000 * max(seconds):.0f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
