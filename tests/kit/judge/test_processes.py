"""A judge that has ended: whoever asks it is told so, however often."""

import os
import threading
from pathlib import Path

from grader.judge.processes import JudgeProcess
from grader.judge.protocol import Setup
from grader.records.errors import GraderFault

ROOT = Path(__file__).parents[3]


def ask_aside(ask):
    """Returns what a function that may wait forever raises, or None where it still waits after half a minute."""
    raised = []

    def run():
        try:
            ask()
        except GraderFault as error:
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(30)
    return raised[0] if raised else None


def test_a_judge_that_ended_tells_everybody_who_asks():
    """Closed before it was ready, as at Ctrl-C: the first task that waits for it hears of it, and so do the next"""
    judge = JudgeProcess(Setup(os.fsencode(ROOT), ["base_layer"], ["public"], 0))
    judge.close()
    for _ in range(3):
        assert "ended before it was ready" in str(ask_aside(judge.wait))


def test_a_closed_judge_leaves_no_thread():
    """An interpreter that ends beside a thread that still reads can crash: closing waits for its end"""
    before = set(threading.enumerate())
    judge = JudgeProcess(Setup(os.fsencode(ROOT), ["base_layer"], ["public"], 0))
    assert len(set(threading.enumerate()) - before) == 1
    judge.close()
    assert set(threading.enumerate()) <= before
