"""Compares confined with unconfined workers, in one run, interleaved; prints the cost of confinement and what it scores.

    python tests/kit/bench_confinement.py [--rounds 200]
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from grader.course.layout import Limits, load_course
from grader.link.forked import ForkLauncher
from grader.link.proxies import Client
from grader.worker.wire import Module

ROOT = Path(__file__).parents[2]


def run_worker(launcher: ForkLauncher, exercise) -> float:
    """Returns the seconds from asking for a worker to its death, one loaded submission in between."""
    started = time.perf_counter()
    worker = launcher.start(Limits())
    worker.begin(5.0)
    Client(worker, exercise.file_name).load(
        Module(exercise.slug, exercise.file_name, exercise.reference.read_bytes()), exercise.modules
    )
    worker.kill()
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    exercise = load_course(ROOT).exercises[1]
    confined, free = ForkLauncher(), ForkLauncher(landlock=False, seccomp=False)
    pairs = [(run_worker(confined, exercise), run_worker(free, exercise)) for _ in range(options.rounds)]
    confined.close()
    free.close()
    one, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"confined   {1e3 * one:6.2f} ms a worker, start to end, median of {options.rounds}")
    print(f"unconfined {1e3 * other:6.2f} ms")
    print(f"difference {1e3 * statistics.median(a - b for a, b in pairs):6.2f} ms, ratio {one / other:.2f}")


if __name__ == "__main__":
    main()
