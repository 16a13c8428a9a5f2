"""Stubs from references: what vanishes, what stays byte for byte, and which markers are errors."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from grader.course.stubs import BEGIN, END, derive_stub
from grader.records.errors import CourseError

PATH = Path("reference/tiny/scale.py")


def derive(*lines):
    """Returns the lines of the stub of these lines."""
    return derive_stub("\n".join(lines) + "\n", PATH).splitlines()


def test_a_region_in_a_function_raises():
    """The region becomes one line at its own indentation; signature and docstring stay."""
    assert derive(
        "def f(x):",
        '    """Doubles."""',
        f"    {BEGIN}",
        "    y = 2 * x  # twice",
        "    return y",
        f"    {END}",
    ) == ["def f(x):", '    """Doubles."""', "    raise NotImplementedError"]


@pytest.mark.parametrize("head", ["def f(self):", "async def f(self):"])
def test_methods_raise_too(head):
    """The same inside a class, for plain and for async functions."""
    body = [f"        {BEGIN}", "        return 1", f"        {END}"]
    stub = derive("class A:", f"    {head}", *body, "    x = 1")
    assert stub == ["class A:", f"    {head}", "        raise NotImplementedError", "    x = 1"]


def test_a_region_at_module_or_class_level_vanishes():
    """Imports, helper functions and attributes of the solution leave nothing behind."""
    assert derive(
        BEGIN, "import math", "def helper():", "    return math.pi", END,
        "class A:", f"    {BEGIN}", "    units = 1", "    def helper(self):", "        return 1",
        f"    {END}", "    x = 1",
    ) == ["class A:", "    x = 1"]  # fmt: skip


def test_a_region_in_a_nested_function():
    """A region inside an inner function becomes the inner function's body."""
    head = ["def outer():", "    def inner():"]
    body = [f"        {BEGIN}", "        return 1", f"        {END}"]
    stub = derive(*head, *body, "    return inner")
    assert stub == [*head, "        raise NotImplementedError", "    return inner"]


def test_a_nested_function_inside_a_region():
    """A region that holds a whole inner function belongs to the outer one."""
    body = ["    def inner():", "        return 1", "    return inner"]
    stub = derive("def outer():", f"    {BEGIN}", *body, f"    {END}")
    assert stub == ["def outer():", "    raise NotImplementedError"]


def test_a_class_inside_a_function_is_inside_the_function():
    """Where a class is made in a function, a region in its method raises."""
    head = ["def make():", "    class A:", "        def f(self):"]
    stub = derive(*head, f"            {BEGIN}", "            return 1", f"            {END}", "    return A")
    assert stub[3:] == ["            raise NotImplementedError", "    return A"]


def test_a_function_after_a_region_does_not_claim_it():
    """A region of the module that stands before a function is not in it, comments in between or not."""
    function = ["def f():", "    return 1"]
    assert derive(BEGIN, "# a comment", "", "x = 1", END, *function) == function


def test_several_regions():
    """Each region is replaced by itself."""
    body = [f"    {BEGIN}", "    return 1", f"    {END}"]
    stub = derive("def f():", *body, "def g():", *body)
    assert stub == ["def f():", "    raise NotImplementedError", "def g():", "    raise NotImplementedError"]


def test_all_else_stays_byte_for_byte():
    """Odd spaces, tabs, missing final newlines and text in other scripts are kept as they are."""
    before = '"""Überschrift ✓"""\nx = {  1 :2 }   \n\n\nif x:\n\ty = 1\n'
    after = "\n# das Ende\ny = '''\n   two\n'''"
    body = f"def f():\n    {BEGIN}\n    return 1\n    {END}\n"
    stub = derive_stub(before + body + after, PATH)
    assert stub == before + "def f():\n    raise NotImplementedError\n" + after


def test_deriving_again_gives_the_same_bytes():
    """The stub depends on the reference alone, and compiles."""
    source = f"def f(x):\n    {BEGIN}\n    return x\n    {END}\n\n\n{BEGIN}\nx = 1\n{END}\ny = 2\n"
    stub = derive_stub(source, PATH)
    assert derive_stub(source, PATH) == stub
    ast.parse(stub)


def test_markers_in_strings_are_text():
    """A marker in a docstring or in a string of several lines marks nothing."""
    text = f'"""\n{BEGIN}\n"""\nx = "{END}"\n'
    body = f"def f():\n    {BEGIN}\n    return 1\n    {END}\n"
    assert derive_stub(text + body, PATH) == text + "def f():\n    raise NotImplementedError\n"


@pytest.mark.parametrize(
    ("lines", "line", "problem"),
    [
        (["x = 1", END], 2, "without"),
        ([BEGIN, "x = 1", END, "y = 1", END], 5, "without"),
        ([BEGIN, "x = 1", BEGIN, "y = 1", END, END], 3, "line 1 opens"),
        (["x = 1", BEGIN, "y = 1"], 2, "never closed"),
        (["x = 1"], 1, "nothing would be left"),
        (["def f():", f"    return 1  {BEGIN}", END], 2, "alone on its line"),
        ([BEGIN, f"x = 1  {END}"], 2, "alone on its line"),
        (["x = 1", "# begin solution", "y = 1", END], 2, "exactly"),
        (["#BEGIN SOLUTION", "y = 1", END], 1, "exactly"),
        ([BEGIN, "y = 1", "#  End  Solution"], 3, "exactly"),
        (["x = 1", "y = = 2"], 2, "not Python"),
    ],
)
def test_wrong_markers_are_errors_with_their_line(lines, line, problem):
    """Stray, nested, unclosed, missing and misspelt markers are named by path and line."""
    with pytest.raises(CourseError) as caught:
        derive(*lines)
    assert str(caught.value).startswith(f"{PATH}:{line}: ")
    assert problem in str(caught.value)


def test_an_unclosed_bracket_has_its_line():
    """A reference whose last bracket is never closed is described by where that was found."""
    with pytest.raises(CourseError) as caught:
        derive("x = 1", "y = 2", "z = (3,")
    assert not str(caught.value).startswith(f"{PATH}:1:")


def test_a_region_without_code_is_an_error():
    """Between two markers there is something for students to do."""
    lines = ["def f(x):", '    """Does something."""', f"    {BEGIN}", f"    {END}", "", "y = 1"]
    with pytest.raises(CourseError, match=f"{PATH}:3: "):
        derive(*lines)


def test_a_form_feed_does_not_shift_lines():
    """A form feed, which `str.splitlines` takes for the end of a line, leaves the regions where they are."""
    source = f"x = 1\n\x0c\ndef f():\n    {BEGIN}\n    return 1\n    {END}\n"
    assert derive_stub(source, PATH) == "x = 1\n\x0c\ndef f():\n    raise NotImplementedError\n"
