"""What students read: short, clean, and about their own code."""

from __future__ import annotations

import pytest

from grader.judge.messages import (
    MAX_LINES,
    MAX_OUTPUT,
    MAX_WIDTH,
    clean_text,
    describe_error,
    shorten_output,
    split_source,
)
from grader.link.proxies import SubmissionError
from grader.worker import wire

SOURCE = [["def f(x):", "    y = g(x)", "    return y", "def g(x):", "    return 1 / x"], ["z = h()"]]


def raised(name, message="", frames=()):
    """Returns the text for an error."""
    error = SubmissionError(wire.Raised(name, name, message, list(frames)))
    return describe_error(error, "dense.py", SOURCE)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("naïve ✓", "naïve ✓"),
        ("a\tb", "a    b"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("back\x08", "back\\x08"),
        ("right\u202eto left", "right\\u202eto left"),
        ("one\ntwo", "one\ntwo"),
        ("\ud800", "\\ud800"),
    ],
)
def test_control_characters_are_shown_and_not_sent(text, clean):
    """Nothing that moves a cursor, colours a terminal or turns text around gets through."""
    assert clean_text(text) == clean


def test_texts_are_cut():
    """Long lines and many lines end with an ellipsis, at the limits."""
    lines = clean_text("\n".join(["x" * 1000] * 100)).split("\n")
    assert len(lines) == MAX_LINES and lines[-1] == "…"
    assert len(lines[0]) == MAX_WIDTH and lines[0].endswith("…")
    exact = "\n".join(["x" * MAX_WIDTH] * MAX_LINES)
    assert clean_text(exact) == exact


def test_a_failure_has_its_text():
    """A comparison's own text is shown, and a bare `assert` still says something."""
    assert describe_error(AssertionError("f(3): no"), "dense.py", SOURCE) == "f(3): no"
    assert describe_error(AssertionError(), "dense.py", SOURCE) == "the answer is not the one wanted"


def test_an_error_shows_the_lines_that_led_to_it():
    """Type and message first, then place and source line of the last frames."""
    text = raised("ZeroDivisionError", "division by zero", [(2, "f", 0), (5, "g", 0)])
    assert text.split("\n") == [
        "ZeroDivisionError: division by zero",
        "  dense.py, line 2, in f",
        "    y = g(x)",
        "  dense.py, line 5, in g",
        "    return 1 / x",
    ]


def test_only_the_innermost_frames_are_shown():
    """A recursion of hundreds is told by its last three frames."""
    text = raised("RecursionError", "too deep", [(2, "f", 0)] * 20)
    assert text.count("line 2") == 3


def test_an_error_at_import_names_no_function():
    """At the top of a file there is no function to name."""
    assert raised("NameError", "x", [(1, "<module>", 0)]).split("\n")[1] == "  dense.py, line 1"


@pytest.mark.parametrize("line", [0, -1, 6, 10**9])
def test_a_line_that_the_file_lacks_is_no_error(line):
    """A submission may claim any line of its file."""
    assert raised("Odd", "", [(line, "f", 0)]) == f"Odd\n  dense.py, line {line}, in f"


def test_a_notebooks_places_are_cells():
    """In a notebook a place is a cell and a line in it, and a cell that is not there is no error."""
    assert raised("Odd", "", [(1, "f", 1)]) == "Odd\n  cell 1, line 1, in f\n    z = h()"
    assert raised("Odd", "", [(1, "f", 7)]) == "Odd\n  cell 7, line 1, in f"


def test_a_submission_is_split_into_lines():
    """A file is one list of lines; of a notebook each code cell is one, from index 1."""
    assert split_source(b"\xef\xbb\xbfx = 1\ny = 2", "dense.py") == [["x = 1", "y = 2"]]
    assert split_source(b'["a\\nb", null]', "dense.ipynb") == [[], ["a", "b"], []]


def test_what_is_not_written_says_so():
    """NotImplementedError is told as the function that is still to be written."""
    assert raised("NotImplementedError", "", [(1, "f", 0)]) == "`f` is not written yet (dense.py, line 1)"
    assert raised("NotImplementedError") == "NotImplementedError"


def test_a_missing_name_has_its_own_sentence():
    """The sentence of the proxy is the whole message."""
    assert raised("NotDefined", "dense.py does not define `Dense`") == "dense.py does not define `Dense`"


def test_output_is_shortened_with_a_sentence():
    """What is left out is said to be left out; what fits is shown as it is, without control characters."""
    assert shorten_output("one\ntwo\x07\n", False) == "one\ntwo\\x07"
    assert shorten_output("", False) == ""
    long = shorten_output("x" * (MAX_OUTPUT + 1), False)
    assert long.startswith("x" * MAX_OUTPUT + "\n(the rest")
    assert "left out" in shorten_output("short", True)
