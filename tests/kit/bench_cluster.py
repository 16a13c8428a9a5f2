"""What a cluster costs and how it grows: `python tests/kit/bench_cluster.py [students]`; ratios, on this machine.

Every figure is a slope between two classes of different sizes, so that starting judges and connecting count for nothing. The
cost of the transport is what the coordinator, the scheduler and the dask workers' own processes use of CPU for one more
submission, in relation to what a local run uses in all; judges are processes of their own and are not in it. Growth is wall
time, which means something on a quiet machine only: the load is printed.
"""

from __future__ import annotations

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


def main():
    """Prints the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    base = Path(tempfile.mkdtemp(prefix="bench-cluster-"))
    try:
        small, large = base / "small", base / "large"
        make_class(small, count // 4)
        make_class(large, count)
        more = count - count // 4
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {count} students")
        short, long = (grade(base, people, None, "--jobs", "1") for people in (small, large))
        local_wall, local_cpu = ((b - a) / more for a, b in zip(short, long, strict=True))
        print(f"local, one job: {local_cpu * 1e3:.1f} ms of CPU for each submission")
        for workers in (1, 2, 4):
            engine = engines.Engine(base / f"engine{workers}")
            try:
                for number in range(workers):
                    engine.add_worker(f"worker{number}")
                engine.wait_for_workers(workers)
                servers = list(engine.processes.values())
                walls, costs = [], []
                for people in (small, large):
                    before = spent(servers)
                    wall, cpu = grade(base, people, engine.client_environment, "--cluster", engine.address)
                    walls.append(wall)
                    costs.append((cpu, spent(servers[:1]), spent(servers) - before))
                wall = (walls[1] - walls[0]) / more
                coordinator = (costs[1][0] - costs[0][0]) / more
                serving = (costs[1][2] - costs[0][2]) / more
                print(
                    f"{workers} workers: {local_wall / wall:.2f} times the throughput of one local job; transport "
                    f"{(coordinator + serving) / local_cpu:.3f} of local grading "
                    f"(coordinator {coordinator * 1e3:.2f} ms, scheduler and workers {serving * 1e3:.2f} ms)"
                )
            finally:
                engine.close()
    finally:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    main()
