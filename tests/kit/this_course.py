"""This repository's own course, read once for each test process: what it holds cannot be changed."""

from pathlib import Path

from grader.course.layout import load_course

COURSE = load_course(Path(__file__).parents[2])
