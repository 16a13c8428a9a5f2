"""Screens of every size: a list that is never cut, a screen that scrolls, lines broken between words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text
from this_course import COURSE

from grader.commands.students.listing import render_list, render_next
from grader.course.progress import Checked, Progress, choose_next, find_standing
from grader.own.messages import Batch, Epoch, Finished, Reading, Started
from grader.pages.keys import name_keys
from grader.pages.screen import Screen, count_lines
from grader.pages.training import render_end, render_live
from grader.pages.wrap import CODE, print_text, wrap_lines

ROOT = Path(__file__).parents[3]
SIZES = [(width, height) for width in (50, 80, 120) for height in (15, 30, 60)]


def make_console(width, height=30, encoding="utf-8"):
    """Returns a console of this size that draws into memory, without colour."""
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict")
    return Console(file=file, width=width, height=height, force_terminal=True, color_system=None, highlight=False)


@pytest.fixture(scope="module")
def standings():
    """Where a student is who has solved, tried and not touched exercises."""
    scores = [7, 3, None]
    return [
        find_standing(exercise, score and Checked("", score, 7, score))
        for number, exercise in enumerate(COURSE.exercises)
        for score in [scores[number % 3]]
    ]


@pytest.mark.parametrize("width", [50, 80, 120])
@pytest.mark.parametrize("fresh", [True, False])
def test_a_list_fits_and_cuts_no_slug(standings, width, fresh):
    """Every slug with its points and its best score on one line of the screen"""
    if fresh:
        standings = [find_standing(exercise, None) for exercise in COURSE.exercises]
    lines = render_list(COURSE, standings, width).plain.splitlines()
    assert max(map(len, lines)) <= width
    for standing in standings:
        row = next(line for line in lines if line[2:].split()[:1] == [standing.exercise.slug])
        assert str(standing.exercise.settings.points) in row
        assert standing.best in row
    assert any("the fully connected layer" in line for line in lines) == (width > 60)


def test_below_the_list_stands_what_comes_next(standings):
    """The next exercise with its files and its command, what it builds on, and how well networks did"""
    last = next(item for item in standings if item.exercise.settings.needs)
    text = render_next(COURSE, standings, last, Progress(trained={"plain": 0.9725})).plain
    assert f"grader check {last.exercise.slug}" in text
    assert "builds on your own" in text and "plain recognises 97.2%" in text
    assert choose_next(standings) is not None
    assert "Everything is solved" in render_next(COURSE, standings, None, Progress()).plain


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_screen_scrolls_between_head_and_keys(width, height):
    """The head is on the first line and the keys on the last, whatever is between; every line can be reached"""
    console, screen = make_console(width, height), Screen()
    body = [Text("\n".join(f"line {number} {'word ' * 12}" for number in range(40)))]
    total = count_lines(console, body)
    seen = set()
    for _ in range(80):
        shown = [line.plain for line in screen.draw(console, Text("head"), body, "q quit").renderables]
        assert len(shown) == height
        assert shown[0].startswith("head") and shown[-1] == "q quit"
        assert max(map(len, shown)) <= width
        seen.update(shown[1:-1])
        at_end = screen.shows(total)
        screen.page(1)
    assert at_end and all(any(line.startswith(f"line {number} ") for line in seen) for number in range(40))
    screen.to_start()
    assert screen.shows(total) == (total <= height - 2)


def test_a_resize_is_another_drawing():
    """The same content on a smaller terminal keeps its keys and stays inside"""
    screen, body = Screen(), [Text("word " * 200)]
    for width, height in [(120, 60), (50, 15), (20, 6), (120, 15)]:
        shown = screen.draw(make_console(width, height), Text("head"), body, "q quit").renderables
        assert len(shown) == height and shown[-1].plain == "q quit"


def test_words_are_not_broken_and_code_is_left_whole():
    """The rest of a line is indented like its beginning; code can be copied; in a pipe nothing is broken"""
    text = Text("short\n    wanted 0.20816524 and got 0.20676524 here\n")
    text.append(f"    {'code ' * 10}\n\n", style=CODE)
    lines = [line.plain.rstrip() for line in wrap_lines(make_console(30), text, 30)]
    assert lines[:3] == ["short", "    wanted 0.20816524 and got", "    0.20676524 here"]
    assert lines[3] == f"    {'code ' * 10}".rstrip()
    assert max(len(line) for line in wrap_lines(make_console(30), text, 30, code_too=True)) <= 30
    pipe = Console(file=io.StringIO(), width=30, force_terminal=False)
    print_text(pipe, text)
    assert pipe.file.getvalue().splitlines()[1] == "    wanted 0.20816524 and got 0.20676524 here"


def test_keys_have_names():
    """Arrows and pages, whichever way a terminal sends them; letters small; G goes to the end"""
    sent = "\x1b[A\x1bOBh\x1b[5~ \x1b[6~HG\x1b[H\x1b[F\x1b"
    named = ["up", "down", "h", "page up", " ", "page down", "h", "end", "home", "end", "escape"]
    assert list(name_keys(sent)) == named


READINGS = [Reading([number % 17 for number in range(64)], 3, 3, 0.98), Reading([16] * 64, 6, 8, None)]
EPOCHS = [Epoch(number, 1 / number, 1 - 0.5 / number, number / 2) for number in range(1, 13)]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_training_fits_every_terminal(width, height, encoding):
    """Live lines, curves and digits stay inside, in plain characters where there are no others"""
    console = make_console(width, height, encoding)
    started = Started(4810, 1437, 360)
    live = render_live(console, started, EPOCHS[:4], 12, Batch(5, 700, 0.2)).plain
    end = render_end(console, started, EPOCHS, Finished(0.975, 6.0, False, READINGS[:1] * 10, READINGS[1:]), 0.95).plain
    for text in (live, end):
        text.encode(encoding)
        drawn = [line for line in text.splitlines() if "Your network" not in line and "parameters" not in line]
        assert max(map(len, drawn)) <= width
    assert len(live.splitlines()) <= 6
    assert "epoch   5 of 12" in live and "0.2000" in live
    assert "says 3 98%" in end and "says 8, is 6" in end and "351 of 360" in end and "97.5%" in end


def test_a_loss_that_is_no_number_is_told():
    """The curve leaves it out, a sentence says what to look at"""
    epochs = [Epoch(1, None, 0.1, 1.0), Epoch(2, None, 0.1, 2.0)]
    text = render_end(make_console(80), Started(1, 2, 10), epochs, Finished(0.1, 2.0, True, [], []), 0.95).plain
    assert "not a finite number" in text and "stopped early" in text
