"""Compares `grader grade` with one fresh pytest process per submission, in one run, interleaved; prints ratios.

    python tests/kit/bench_grade.py [--submissions 40] [--rounds 5] [--jobs 2]

Both sides grade the same correct submissions of `dense` with the same suites, `jobs` at a time. The fresh side runs
`python -m pytest --json-report` on each submission in-process, as graders without isolation do.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
STYLES = sorted((ROOT / "tests" / "kit" / "styles" / "layers" / "dense").glob("*.py"))
SUITES = [str(ROOT / "tests" / visibility / "layers" / "test_dense.py") for visibility in ("public", "hidden")]


def make_class(folder: Path, count: int) -> list[Path]:
    """Writes `count` submissions, alternating between the correct styles; returns their files."""
    files = []
    for number in range(count):
        file = folder / f"student{number:04}" / "dense.py"
        file.parent.mkdir(parents=True)
        shutil.copy(STYLES[number % len(STYLES)], file)
        files.append(file)
    return files


def environment() -> dict[str, str]:
    """Returns the environment for both sides: assertion rewriting is cached, BLAS is as it is."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE",)}


def run_fresh(files: list[Path], jobs: int) -> float:
    """Returns the seconds for one pytest process per submission."""

    def one(file: Path) -> int:
        report = file.with_suffix(".json")
        command = [sys.executable, "-m", "pytest", "-q", "--json-report", f"--json-report-file={report}", *SUITES,
                   f"--submission={file}"]  # fmt: skip
        subprocess.run(command, cwd=ROOT, env=environment(), check=True, capture_output=True)
        return int(json.loads(report.read_text())["summary"]["passed"])

    started = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        passed = set(pool.map(one, files))
    assert len(passed) == 1, passed
    return time.perf_counter() - started


def run_grader(folder: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Returns the seconds for `grader grade` on the class, and the largest judge in MiB."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "grader", "grade", str(folder), "--out", str(out), "--exercise", "dense",
               "--jobs", str(jobs)]  # fmt: skip
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        time.sleep(0.05)
        peak = max([peak, *(read_peak(pid) for pid in children(process.pid))])
    seconds = time.perf_counter() - started
    book = json.loads((out / "gradebook.json").read_text())
    assert all(row["total"] == book["max_total"] for row in book["students"]), "a correct submission lost points"
    return seconds, peak


def children(pid: int) -> list[int]:
    """Returns the direct children of a process: the judges."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(path.parent.name))
    return found


def read_peak(pid: int) -> float:
    """Returns the peak resident memory of a process in MiB."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sizes", type=int, nargs="*", default=[20, 200], help="class sizes for the cost of one more")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = make_class(folder / "class", options.submissions)
        run_grader(folder / "class", folder / "out", options.jobs)
        fresh, graded, peaks = [], [], []
        for _ in range(options.rounds):
            fresh.append(run_fresh(files, options.jobs) / len(files))
            seconds, peak = run_grader(folder / "class", folder / "out", options.jobs)
            graded.append(seconds / len(files))
            peaks.append(peak)
        ratios = [one / other for one, other in zip(fresh, graded, strict=True)]
        print(f"{len(files)} submissions, {options.jobs} at a time, {options.rounds} rounds, medians")
        print(f"fresh pytest   {1e3 * statistics.median(fresh):7.1f} ms a submission")
        print(f"grader grade   {1e3 * statistics.median(graded):7.1f} ms a submission, start-up included")
        print(f"throughput     {statistics.median(ratios):7.1f} times ({min(ratios):.1f} to {max(ratios):.1f})")
        print(f"largest judge  {max(peaks):7.0f} MiB")
        times = []
        for size in options.sizes:
            make_class(folder / f"class{size}", size)
            times.append(run_grader(folder / f"class{size}", folder / "out", options.jobs)[0])
            print(f"{size:5} submissions  {times[-1]:7.2f} s")
        if len(times) > 1:
            more = (times[-1] - times[0]) / (options.sizes[-1] - options.sizes[0])
            print(f"one more costs {1e3 * more:7.1f} ms: {1 / more:.0f} submissions a second")


if __name__ == "__main__":
    main()
