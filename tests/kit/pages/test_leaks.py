"""Nothing hidden is in what students get: hidden inputs, hidden messages, names of hidden cases, other students' names.

Two students of the sample class are graded twice: as always, and as an instructor's replay sees it, with everything that
hidden cases asked, wanted and got. What only the second run says is looked for in what the first one's feedback became.
"""

from __future__ import annotations

import ast
import base64
import gzip
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from this_course import COURSE

from grader.course.classes import find_class
from grader.course.layout import VISIBILITIES
from grader.judge.processes import JudgeProcess
from grader.judge.protocol import Setup
from grader.judge.tasks import class_task
from grader.pages.web.class_page import render_class_page
from grader.pages.web.class_record import ClassRecord
from grader.pages.web.feedback import Sight, derive_feedback
from grader.pages.web.student_page import render_student_markdown, render_student_page
from grader.records.entries import Entry

pytestmark = pytest.mark.usefixtures("forked_judges")
ROOT = Path(__file__).parents[3]
SLUG = "dense"
STUDENTS = ("emil", "goran", "olek")
SHORTEST = 12
"""Shorter lines, such as `import numpy`, tell nothing."""


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The results as they are kept, and as a replay shows them."""
    folder = tmp_path_factory.mktemp("submissions")
    for name in STUDENTS:
        shutil.copytree(ROOT / "tests" / "submissions" / name, folder / name)
    found = {}
    for reveal in (False, True):
        setup = Setup(os.fsencode(ROOT), [SLUG], list(VISIBILITIES), COURSE.settings.seed, reveal=reveal)
        judge = JudgeProcess(setup)
        try:
            tasks = [class_task(COURSE, one, COURSE.exercise(SLUG)) for one in find_class(folder, [SLUG]).students]
            found[reveal] = {task.student: judge.ask(task).result for task in tasks}
        finally:
            judge.close()
    return found


@pytest.fixture(scope="module")
def files(graded):
    """Everything that a student gets, by student: both files, and the student's part of the instructor's page."""
    sight = Sight(COURSE.settings.title, {one.slug: one for one in COURSE.exercises}, diagnose_hidden=True)
    entries = [Entry(one) for one in graded[False].values()]
    page = render_class_page(ClassRecord("c", "graded", entries, [SLUG], sight)).decode()
    lines = re.search(r'<script type="text/plain" class="chunks">(.*?)</script>', page, re.DOTALL)[1].split()
    rows = [row for line in lines for row in json.loads(gzip.decompress(base64.b64decode(line)))]
    names = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])["students"]
    found = {}
    for name, row in zip(names, rows, strict=True):
        feedback = derive_feedback(name, [one for one in entries if one.student == name], sight)
        html = render_student_page(feedback).decode()
        markdown = render_student_markdown(feedback).decode().replace("\\", "")
        found[name] = "\n".join([html, markdown, json.dumps(row[0], ensure_ascii=False)])
    return found, page


def find_secrets(graded):
    """Returns the lines, and the numbers of more than six digits, that only a replay says of hidden cases."""
    hidden, known = set(), set()
    for results in graded.values():
        for result in results.values():
            for case in result.cases:
                texts = [case.message, case.reproduce or "", case.stdout]
                words = {part.strip() for text in texts for part in text.splitlines()}
                words |= {number for text in texts for number in re.findall(r"-?\d+\.\d{6,}", text)}
                (hidden if case.visibility == "hidden" else known).update(words)
                known |= {case.title}
    for result in graded[False].values():
        known |= {line.strip() for case in result.cases for line in case.message.splitlines()}
    return {word for word in hidden - known if len(word) >= SHORTEST or re.fullmatch(r"-?\d+\.\d{6,}", word)}


def test_no_hidden_text_or_input(graded, files):
    """Of what the hidden cases asked, wanted and got there is no line and no number, nor in the instructor's page"""
    secrets = find_secrets(graded)
    assert len(secrets) > 100  # the replay does show them
    found, page = files
    for name, text in {**found, "the page": page}.items():
        assert [secret for secret in secrets if secret in text] == [], name


def test_no_name_of_a_hidden_case(files):
    """Functions of the hidden suite are called nowhere, unless the public suite has one of the same name"""
    suites = [COURSE.exercise(SLUG).suite(one).read_text() for one in ("hidden", "public")]
    trees = [ast.walk(ast.parse(text)) for text in suites]
    hidden, public = ({node.name for node in tree if isinstance(node, ast.FunctionDef)} for tree in trees)
    assert len(hidden - public) > 5
    for text in files[0].values():
        assert [name for name in hidden - public if re.search(rf"\b{name}\b", text) and name.startswith("test_")] == []
        assert "hidden::" not in text and "tests/hidden" not in text


def test_no_other_student(files):
    """Nobody's page names anybody else, nor the class"""
    for name, text in files[0].items():
        assert name in text.lower()
        assert [other for other in STUDENTS if other != name and re.search(rf"\b{other}\b", text)] == []
        assert "submissions/" not in text and "replay" not in text
