"""What a cluster costs and how it grows: `python tests/kit/bench_cluster.py [students]`; ratios, on this machine.

Every figure is a slope between two classes of different sizes, so that starting judges and connecting count for nothing.
The cost of the transport is what coordinator, scheduler and a dask worker's own process use of CPU for one more submission
whose answer is known, in relation to what a local run uses in all for grading it. Growth is wall time, which means something
on a quiet machine only: the load is printed.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

HERE = Path(__file__).parent
SPEC = importlib.util.spec_from_file_location("engines", HERE / "cluster" / "conftest.py")
engines = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(engines)
SOLUTION = HERE.parent / "submissions" / "amara" / "dense.py"


def make_class(folder, count):
    """Writes that many students with a right solution each, no two of them the same bytes."""
    for number in range(count):
        (folder / f"student{number:05}").mkdir(parents=True)
        (folder / f"student{number:05}" / "dense.py").write_text(f"{SOLUTION.read_text()}\n# {number}\n")


def spent(processes):
    """Returns the CPU seconds of these processes themselves."""
    return sum(sum(psutil.Process(process.pid).cpu_times()[:2]) for process in processes)


def grade(base, people, environment, *options):
    """Grades a class; returns wall seconds, and CPU seconds of the command and of everything below it."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    out = tempfile.mkdtemp(dir=base)
    command = [sys.executable, "-m", "grader", "--course", str(engines.ROOT), "grade", str(people), "--out", out]
    command += ["--exercise", "dense", "--format", "none", *options]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - begin, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(base, people, engine):
    """Returns wall seconds, CPU seconds of the coordinator, and of the scheduler and the dask workers."""
    servers = list(engine.processes.values())
    before = spent(servers)
    wall, cpu = grade(base, people, engine.client_environment, "--cluster", engine.address)
    return wall, cpu, spent(servers) - before


def main():
    """Prints the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    base = Path(tempfile.mkdtemp(prefix="bench-cluster-"))
    try:
        small, large, many = base / "small", base / "large", base / "many"
        make_class(small, count // 4)
        make_class(large, count)
        make_class(many, 10 * count)
        more = count - count // 4
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {count} students", flush=True)
        short, long = (grade(base, people, None, "--jobs", "1") for people in (small, large))
        local_wall, local_cpu = ((b - a) / more for a, b in zip(short, long, strict=True))
        with start(base / "canned", 1, "canned") as engine:
            less, all_ = (measure(base, people, engine) for people in (large, many))
        _, coordinator, serving = ((b - a) / (9 * count) / local_cpu for a, b in zip(less, all_, strict=True))
        print(
            f"transport of one submission: {coordinator + serving:.3f} of grading it here "
            f"(coordinator {coordinator:.3f}, scheduler and worker {serving:.3f}); grading here takes "
            f"{local_cpu * 1e3:.0f} ms of CPU",
            flush=True,
        )
        for workers in (1, 2, 4):
            with start(base / f"engine{workers}", workers) as engine:
                less, all_ = (measure(base, people, engine) for people in (small, large))
            wall = (all_[0] - less[0]) / more
            print(f"{workers} workers: {local_wall / wall:.2f} times the throughput of one local job", flush=True)
    finally:
        shutil.rmtree(base, ignore_errors=True)


@contextlib.contextmanager
def start(folder, workers, kind=""):
    """Gives a cluster of that many workers."""
    engine = engines.Engine(folder)
    try:
        for number in range(workers):
            engine.add_worker(f"worker{number}", kind)
        engine.wait_for_workers(workers)
        yield engine
    finally:
        engine.close()


if __name__ == "__main__":
    main()
