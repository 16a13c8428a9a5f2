"""`grader watch`: what keys do, and that no hint is used up unseen."""

from __future__ import annotations

import io
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from grader.commands.students.watch import Watcher, first_open
from grader.course.layout import load_course
from grader.course.progress import read_progress
from grader.records.results import Case, Result

ROOT = Path(__file__).parents[3]
LONG = "word " * 300
TOML = (
    'format = 1\ntitle = "Scaling"\norder = 1\nnames = ["double"]\n'
    f'hints = ["first", "{LONG}end of the long hint", "third"]\n'
)


def make_result(*outcomes):
    """Returns a result with these outcomes."""
    cases = [Case(f"public::test_{n}", f"case {n}", "public", 1, int(outcome == "passed"), outcome, message="told",
                  reproduce=f"snippet {n}") for n, outcome in enumerate(outcomes)]  # fmt: skip
    return Result(student="you", exercise="scale", status="graded", score=sum(case.score for case in cases),
                  max_score=len(cases), cases=cases, seed=1, isolation=[], submission_sha256="x", suite_sha256="",
                  grader_version="", environment={}, started_at="", duration_s=0.0)  # fmt: skip


@pytest.fixture
def watcher(make_course):
    """A watcher on a small terminal; nothing runs behind it."""
    course = load_course(make_course({"exercises/tiny/scale/exercise.toml": TOML}))
    console = Console(file=io.StringIO(), width=50, height=15, force_terminal=True, color_system=None)
    made = Watcher(course, course.exercises[0], console)
    made._full = True
    made.take(make_result("passed", "failed", "failed"))
    return made


def show(watcher):
    """Draws as the loop does; returns the lines of the screen."""
    lines = [line.plain for line in watcher.draw().renderables]
    watcher._note_hint()
    return lines


def seen(watcher):
    return read_progress(watcher._course).seen.get("scale", [])


def test_the_key_line_is_always_there(watcher):
    """Whatever is shown, the last lines of the screen are the keys, and the screen is full"""
    for key in ("", "a", "s", "h", "h", " ", "end", "g", "up", "down"):
        watcher.press(key)
        lines = show(watcher)
        assert len(lines) == 15
        assert "q quit" in " ".join(lines[-2:])


def test_a_hint_counts_when_it_has_been_seen(watcher):
    """Asking again shows the rest of a long hint first; only when its end was in view the next one comes"""
    show(watcher)
    watcher.press("h")
    assert seen(watcher) == []
    assert show(watcher)[1].startswith("Hint 1 of 3: first")
    assert seen(watcher) == [0]
    watcher.press("h")
    assert "Hint 2 of 3" in show(watcher)[1]
    assert seen(watcher) == [0]
    for _ in range(10):
        watcher.press("h")
        lines = show(watcher)
        if any("end of the long hint" in line for line in lines):
            break
        assert seen(watcher) == [0]
    assert seen(watcher) == [0, 1]
    watcher.press("h")
    assert "Hint 3 of 3: third" in show(watcher)[1]


def test_keys_typed_during_a_check_do_nothing(watcher):
    """What was typed at a screen that was about to change is forgotten, but for `q`, a save, and turning on"""
    for typed, first, after in [("hah", "", []), (["h", "saved"], "", ["saved"]), ("hnp", "", ["n", "p"]), ("hq", "q", [])]:
        for event in typed:
            watcher._events.put(event)
        assert watcher._drop_keys() == first
        left = []
        while not watcher._events.empty():
            left.append(watcher._events.get())
        assert left == after


def test_all_cases_and_snippets_on_request(watcher):
    """`a` shows every failing case, `s` the lines that show it; what passed is there as well"""
    watcher._console.size = (80, 60)
    text = "\n".join(show(watcher))
    assert "✗ case 1   failed" in text and "✗ case 2   failed" not in text and "✓ case 0" in text
    assert "snippet" not in text
    watcher.press("s")
    watcher.press("a")
    text = "\n".join(show(watcher))
    assert "snippet 1" in text and "snippet 2" in text and "✗ case 2   failed" in text
    watcher.take(make_result("passed", "passed", "passed"))
    assert "All public cases passed" in "\n".join(show(watcher))


def test_another_case_has_other_hints(watcher):
    """When another case fails first the screen begins anew"""
    show(watcher)
    watcher.press("h")
    watcher.press("end")
    watcher.take(make_result("failed", "failed", "failed"))
    lines = show(watcher)
    assert lines[1].startswith("scale  exercises") and not any("Hint 1" in line for line in lines)


def test_a_terminal_that_is_resized_is_drawn_again(watcher):
    """The loop's next event is `resized`, and the drawing has the new size"""
    show(watcher)
    watcher._console.size = (40, 9)
    assert watcher.next_event() == "resized"
    watcher.press("resized")
    assert len(show(watcher)) == 9


def test_what_is_watched_without_a_word(watcher, monkeypatch):
    """The exercise in whose folder one is, or the first begun one"""
    course = watcher._course
    monkeypatch.chdir(course.exercises[0].folder)
    assert first_open(course).slug == "scale"
    monkeypatch.chdir(course.root)
    assert first_open(course).slug == "scale"


SUITE = "import pytest\n\n\n@pytest.mark.points(1)\ndef test_it(submission):\n    assert submission.double(2) == 4\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
def test_a_person_at_a_terminal(make_course):
    """It checks, takes keys one at a time, checks again at a save, and `q` leaves the terminal as it was"""
    root = make_course({"tests/public/tiny/test_scale.py": SUITE})
    main, child = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80", "LINES": "24", "NO_COLOR": "1"}
    process = subprocess.Popen([sys.executable, "-m", "grader", "watch", "scale"], cwd=root, env=env, stdin=child,
                               stdout=child, stderr=child, start_new_session=True)  # fmt: skip
    os.close(child)
    output = b""

    def wait_for(text):
        nonlocal output
        deadline = time.monotonic() + 120
        while text not in output:
            assert time.monotonic() < deadline, output.decode(errors="replace")
            if select.select([main], [], [], 0.2)[0]:
                output += os.read(main, 65536)

    try:
        wait_for(b"is not written yet")
        os.write(main, b"h")
        wait_for(b"Hint 1 of 2: one")
        (root / "exercises/tiny/scale/scale.py").write_text("def double(x):\n    return 2 * x\n")
        wait_for(b"All public cases passed")
        os.write(main, b"q")
        assert process.wait(60) == 0
    finally:
        process.kill()
        os.close(main)
