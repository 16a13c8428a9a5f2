"""What `dask worker --preload` loads in the tests: workers that die, hang, wait, or say other things of themselves.

Submissions cannot do any of this; machines can. A student's name tells what is to happen when the task arrives.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import msgspec

from grader.cluster import facts, home

MARKS = Path(os.environ["GRADER_TEST_MARKS"])
KIND = os.environ.get("GRADER_TEST_KIND", "")


def dask_setup(worker):
    """Replaces parts of this process's home."""
    judge, find_facts, find_versions = home.Home.grade, home.find_facts, facts.find_versions

    known = []

    def grade(self, task):
        if KIND == "canned" and known:  # the transport alone: every answer is the first one
            result = msgspec.structs.replace(known[0].result, student=task.student)
            return msgspec.structs.replace(known[0], result=result)
        act(task.student)
        known[:] = [judge(self, task)]
        return known[0]

    def tell(token, wanted, holds):
        found = find_facts(token, wanted, holds)
        if KIND == "unconfined":
            found = msgspec.structs.replace(found, isolation=["rlimits"])
        return msgspec.structs.replace(found, versions=versions())

    def versions():
        found = find_versions()
        return msgspec.structs.replace(found, numpy="0.1") if KIND == "skewed" else found

    home.Home.grade, home.find_facts = grade, tell


def act(student):
    """Does what the student's name says."""
    with open(MARKS / f"{student}-{os.getpid()}", "w"):
        pass
    if student == "akiller":
        os.kill(os.getpid(), signal.SIGKILL)
    if student == "zhang" and len(list(MARKS.glob("zhang-*"))) == 1:
        while len(list(MARKS.glob("akiller-*"))) < 2:  # what is in one worker's hands when it is lost is suspected together
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGSTOP)
    while student.startswith("wait") and not (MARKS / "go").exists():
        time.sleep(0.01)
