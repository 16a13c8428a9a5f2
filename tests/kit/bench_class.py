"""What a class costs: CPU by kind of submission and where it goes, memory's share, ratios to a fresh pytest and to a floor.

    python tests/kit/bench_class.py [--exercise dense] [--each 40] [--rounds 3] [--jobs 2] [--sizes 100 1000 10000]

All in one run on a quiet machine, the sides interleaved.

floor   the same test functions called directly on the student's module, in one warm process, without isolation or pytest
fresh   one `python -m pytest` for each submission, as many at a time as there are judges
ours    a judge in this process with its zygote and workers, as `grader grade` has; its CPU split by what it is spent on
"""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import contextlib
import importlib.util
import inspect
import io
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import types
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.course import seeds
from grader.course.layout import VISIBILITIES, Exercise, load_course
from grader.course.submissions import Code
from grader.judge import loop
from grader.judge.memory import Asked, Memory, Remembered
from grader.judge.tasks import Task
from grader.judge.turn import Turn
from grader.link.bench import case_id
from grader.link.launchers import make_launcher

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("make_class", Path(__file__).with_name("make_class.py"))
assert SPEC is not None and SPEC.loader is not None
make_class = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(make_class)

LOOP = b"\n\nclass {name}:\n    def __init__(self, *args, **kwargs):\n        while True:\n            pass\n"


def draw(exercise: Exercise, each: int) -> dict[str, list[bytes]]:
    """Returns `each` sources of every kind."""
    rng = make_class.random.Random(1)
    found = make_class.find_sources(exercise)
    found["known"] = found["known"] or found["unknown"]
    kinds = {kind: [make_class.vary(found[kind][n % len(found[kind])], rng) for n in range(each)]
             for kind in ("correct", "known", "unknown", "syntax")}  # fmt: skip
    first = exercise.settings.names[0].encode()
    return {**kinds, "loop": [exercise.reference.read_bytes() + LOOP.replace(b"{name}", first)] * 2}


@contextlib.contextmanager
def count_seconds(owner: Any, name: str, sums: collections.Counter[str], label: str) -> Iterator[None]:
    """Adds the CPU seconds of this process that a method takes to `sums`."""
    plain = getattr(owner, name)

    def counted(*args: Any, **kwargs: Any) -> Any:
        begin = time.process_time()
        try:
            return plain(*args, **kwargs)
        finally:
            sums[label] += time.process_time() - begin

    setattr(owner, name, counted)
    try:
        yield
    finally:
        setattr(owner, name, plain)


class Counting:
    """A launcher that adds up what its workers have used once they are dead."""

    def __init__(self, launcher: Any) -> None:
        self._launcher, self.workers = launcher, []

    def start(self, limits: Any) -> Any:
        worker = self._launcher.start(limits)
        self.workers.append(worker)
        return worker

    def used(self) -> float:
        total = sum(worker.used_s for worker in self.workers)
        self.workers.clear()
        return total


def judge_all(exercise: Exercise, kinds: dict[str, list[bytes]], rounds: int) -> dict[str, dict[str, float]]:
    """Returns for each kind the CPU milliseconds of one submission, by what they are spent on; and hits in memory."""
    course = load_course(ROOT)
    launcher = make_launcher()
    counting = Counting(launcher)
    empty = time_empty_worker(launcher, exercise)
    figures: dict[str, dict[str, float]] = {}
    sums: collections.Counter[str] = collections.Counter()
    order = [(kind, source) for _ in range(rounds) for kind, sources in kinds.items() for source in sources]

    def serve(cases: object) -> Iterator[Task]:
        for number, (kind, source) in enumerate(order):
            sums.clear()
            counting.used()
            begin = time.process_time()
            yield Task(f"s{number}", exercise.slug, Code(exercise.file_name, source, str(number)))
            total = time.process_time() - begin
            worker = counting.used()
            row = figures.setdefault(kind, collections.Counter())
            row["count"] += 1
            row["diagnosis"] += sums["diagnosis"]
            row["judge"] += total - sums["diagnosis"]
            row["confinement"] += min(worker, empty)
            row["worker"] += max(0.0, worker - empty)
            row["cases"] += sums["asked"]
            row["hits"] += sums["hits"]

    plain_find = Memory.find

    def find(self: Memory, key: bytes) -> Any:
        found = plain_find(self, key)
        sums["asked"] += not isinstance(found, Asked)
        sums["hits"] += isinstance(found, Remembered)
        return found

    Memory.find = find  # type: ignore[method-assign]
    try:
        with count_seconds(Turn, "_diagnose", sums, "diagnosis"):
            session = loop.Session(course, [exercise.slug], VISIBILITIES, course.settings.seed, [exercise.slug])
            loop.run_session(session, counting, serve, lambda graded: None)
    finally:
        Memory.find = plain_find  # type: ignore[method-assign]
        launcher.close()
    return figures


def time_empty_worker(launcher: Any, exercise: Exercise) -> float:
    """Returns the CPU seconds of a worker that is started, confined and killed."""
    used = []
    for _ in range(20):
        worker = launcher.start(exercise.settings.limits)
        worker.kill()
        used.append(worker.used_s)
    return statistics.median(used)


def make_floor(exercise: Exercise) -> Callable[[bytes], None]:
    """Returns a function that calls every test function on a submission's module, in this process."""
    course, items = load_course(ROOT), []

    class Collector:
        @staticmethod
        def pytest_collection_finish(session: pytest.Session) -> None:
            items.extend(session.items)

    suites = [str(exercise.suite(visibility)) for visibility in VISIBILITIES]
    options = ["-c", os.devnull, f"--rootdir={ROOT}", "--collect-only", "-q", "--import-mode=importlib"]
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pytest.main([*options, "-p", "grader.fixtures", *suites], plugins=[Collector()])
    modules = {module.name: module for module in exercise.modules}

    def load(name: str, file: str, source: bytes) -> types.ModuleType:
        module = sys.modules[name] = types.ModuleType(name)
        exec(compile(source, file, "exec"), vars(module))
        return module

    for name, module in modules.items():
        load(name, module.file, module.source)
    reference = load("the_reference", exercise.file_name, exercise.reference.read_bytes())

    def run(source: bytes) -> None:
        try:
            submission = load(exercise.slug, exercise.file_name, source)
        except SyntaxError:
            return
        for item in items:
            visibility = "public" if "/public/" in str(item.path) else "hidden"
            seed = seeds.derive_case_seed(course.settings.seed, case_id(item, visibility), "suite")
            known = {
                "submission": submission, "support": sys.modules.get("support"), "reference": reference, "seed": seed,
                "rng": np.random.default_rng(seed), "hold": np.array, "seed_numpy": np.random.seed,
                **getattr(getattr(item, "callspec", None), "params", {}),
            }  # fmt: skip
            with contextlib.suppress(Exception):
                item.obj(**{name: known[name] for name in inspect.signature(item.obj).parameters})

    return run


def time_floor(exercise: Exercise, kinds: dict[str, list[bytes]], rounds: int) -> dict[str, float]:
    """Returns the CPU milliseconds of one submission of each kind."""
    run = make_floor(exercise)
    found: dict[str, float] = {}
    for kind, sources in kinds.items():
        if kind == "loop":
            continue
        with np.errstate(all="ignore"):
            run(sources[0])
            begin = time.process_time()
            for source in sources * rounds:
                run(source)
        found[kind] = 1e3 * (time.process_time() - begin) / (rounds * len(sources))
    return found


def time_fresh(exercise: Exercise, sources: list[bytes], jobs: int) -> float:
    """Returns the seconds for one submission with one pytest process each."""
    suites = [str(exercise.suite(visibility)) for visibility in VISIBILITIES]
    with tempfile.TemporaryDirectory() as name:
        files = []
        for number, source in enumerate(sources):
            files.append(Path(name, f"s{number}", exercise.file_name))
            files[-1].parent.mkdir()
            files[-1].write_bytes(source)

        def one(file: Path) -> None:
            command = [sys.executable, "-m", "pytest", "-q", *suites, f"--submission={file}"]
            subprocess.run(command, cwd=ROOT, capture_output=True)

        begin = time.perf_counter()
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            list(pool.map(one, files))
        return (time.perf_counter() - begin) / len(files)


def time_class(folder: Path, jobs: int) -> tuple[float, float, float]:
    """Returns the seconds of `grader grade` for a class, and the peak MiB of the largest judge and of the parent."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "grader", "grade", str(folder), "--out", f"{out}/graded", "--jobs", str(jobs)]
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        judges = parent = 0.0
        while process.poll() is None:
            time.sleep(0.05)
            parent = max(parent, read_peak(process.pid))
            with contextlib.suppress(OSError):
                threads = Path(f"/proc/{process.pid}/task").glob("*/children")
                judges = max([judges, *(read_peak(int(pid)) for file in threads for pid in file.read_text().split())])
        return time.perf_counter() - begin, judges, parent


def read_peak(pid: int) -> float:
    """Returns the peak resident memory of a process in MiB."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/status").read_text(errors="replace").splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exercise", default="dense")
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--exercises", type=int, default=10, help="how many exercises the class for growth has")
    options = parser.parse_args()
    exercise = load_course(ROOT).exercise(options.exercise)
    kinds = draw(exercise, options.each)
    floor = time_floor(exercise, kinds, options.rounds)
    figures = judge_all(exercise, kinds, options.rounds)
    print(f"{exercise.slug}: CPU ms a submission ({options.each} of each kind, {options.rounds} rounds)")
    print(f"{'kind':9} {'judge':>7} {'diagn.':>7} {'worker':>7} {'confin.':>7} {'all':>7} {'floor':>7} {'ratio':>6}  memory")
    for kind, row in figures.items():
        parts = [1e3 * row[name] / row["count"] for name in ("judge", "diagnosis", "worker", "confinement")]
        low, share = floor.get(kind), 100 * row["hits"] / row["cases"] if row["cases"] else 0
        ratio = f"{sum(parts) / low:6.1f}" if low else "     -"
        shown = " ".join(f"{part:7.1f}" for part in [*parts, sum(parts)])
        print(f"{kind:9} {shown} {low or 0:7.1f} {ratio}  {share:.0f} % of {row['cases'] / row['count']:.0f} cases asked")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "forty"
        for number in range(40):
            (folder / f"s{number}").mkdir(parents=True)
            (folder / f"s{number}" / exercise.file_name).write_bytes(kinds["correct"][number % options.each])
        pairs = [(time_fresh(exercise, kinds["correct"][:10], options.jobs), time_class(folder, options.jobs)[0] / 40)
                 for _ in range(options.rounds)]  # fmt: skip
        whole = statistics.median(fresh / ours for fresh, ours in pairs)
        print(f"a class of 40 with start-up: {whole:.1f} times a fresh pytest for each ({options.jobs} at a time)")
        many = Path(name) / "many"
        for number in range(440):
            (many / f"s{number}").mkdir(parents=True)
            source = make_class.vary(kinds["correct"][number % options.each], make_class.random.Random(number))
            (many / f"s{number}" / exercise.file_name).write_bytes(source)
        each = (time_class(many, options.jobs)[0] - 40 * statistics.median(ours for _, ours in pairs)) / 400
        print(f"each further one: {statistics.median(fresh for fresh, _ in pairs) / each:.1f} times a fresh pytest")
        times = {}
        for size in options.sizes:
            kinds_of = make_class.write_class(Path(name) / f"class{size}", size, options.exercises, 0)
            seconds, judges, parent = time_class(Path(name) / f"class{size}", options.jobs)
            times[size] = seconds / len(kinds_of)
            print(f"{size} students, {len(kinds_of)} hand-ins: {seconds:.1f} s, {1e3 * times[size]:.1f} ms each, "
                  f"{1 / times[size]:.0f} a second; largest judge {judges:.0f} MiB, parent {parent:.0f} MiB")  # fmt: skip
        if len(times) > 1:
            print(f"growth: {times[max(times)] / times[min(times)]:.2f} times as much for each in the largest class")
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"cpu_of_children_s": round(usage.ru_utime + usage.ru_stime, 1)}))


if __name__ == "__main__":
    main()
