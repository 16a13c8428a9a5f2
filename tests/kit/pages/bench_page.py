"""Measures a class's page in a real browser: how long it takes to make, its size, and how long until it can be used.

    python tests/kit/pages/bench_page.py [--students 2000] [--exercises 31] [--keep report.html]

The browser is a fresh one for each try, and the page is a file on disk. "Usable" is when the script has drawn the table
and the browser has painted it. On a busy machine the numbers say little: the least of the tries is printed as well.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import datetime

from browsers import find_browser, open_browser
from make_class import make_results, make_roster, make_times

from grader.pages.web.class_page import render_class_page
from grader.pages.web.class_record import ClassRecord
from grader.pages.web.feedback import Sight
from grader.records.adjustments import LateRule, derive_entries

PAINTED = (
    """() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))"""
)


def make_page(students: int, exercises: int) -> bytes:
    """Returns the page of a class that was made."""
    rule = LateRule(due=datetime.datetime(2026, 10, 2, tzinfo=datetime.UTC), percent_per_day=10)
    entries = derive_entries(list(make_results(students, exercises)), rule, make_times(students), [])
    slugs = sorted({entry.exercise for entry in entries})
    people = make_roster(students)
    record = ClassRecord("A class that was made", "graded", entries, slugs, Sight("A class that was made", names=people),
                         "submissions", people)  # fmt: skip
    return render_class_page(record)


def main() -> None:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=2000)
    parser.add_argument("--exercises", type=int, default=31)
    parser.add_argument("--tries", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    begin = time.perf_counter()
    page = make_page(given.students, given.exercises)
    print(f"{given.students} students, {given.exercises} exercises: made in {time.perf_counter() - begin:.1f} s, "
          f"{len(page) / 2**20:.1f} MiB")  # fmt: skip
    if find_browser() is None:
        sys.exit("no browser found: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder, "report.html")
        path.write_bytes(page)
        usable, opened = [], []
        for _ in range(given.tries):
            with open_browser() as browser:
                tab = browser.new_page(viewport={"width": 1280, "height": 800})
                tab.goto(path.absolute().as_uri())
                usable.append(tab.evaluate(PAINTED) / 1000)
                begin = time.perf_counter()
                tab.locator("#table .who").first.click()
                tab.wait_for_selector("#own[open] .feedback section")
                opened.append(time.perf_counter() - begin)
                rows = tab.locator("#table tbody tr").count()
    print(
        f"usable after {min(usable):.2f} s (least), {sorted(usable)[len(usable) // 2]:.2f} s (median); {rows} rows drawn"
    )
    print(f"a student's page after {min(opened):.2f} s (least)")


if __name__ == "__main__":
    main()
