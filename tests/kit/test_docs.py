"""The pages say what the code does: commands, fields, exercises."""

from __future__ import annotations

import html
import inspect
import re
import sys
from pathlib import Path

import msgspec
import pytest
from forks import run_grader
from this_course import COURSE

from grader import checks
from grader.records.results import Case, Result

sys.path.insert(0, str(Path(__file__).parent))
import draw_pictures

sys.path.pop(0)

ROOT = Path(__file__).parents[2]
FORMATS = (ROOT / "grader" / "FORMATS.md").read_text()


@pytest.mark.parametrize("struct", [Result, Case])
def test_every_field_is_explained(struct):
    """FORMATS.md has a row for each field of results and cases"""
    for field in msgspec.structs.fields(struct):
        assert f"| `{field.name}` |" in FORMATS


def test_readme_names_commands_that_exist():
    """Every `grader x` in the README is a command, and every command has an example in its help"""
    listed = run_grader("--help")
    commands = re.findall(r"^  (\w+) ", listed.stdout.partition("Commands:")[2], re.MULTILINE)
    named = set(re.findall(r"grader (\w+)", (ROOT / "README.md").read_text()))
    assert named - set(commands) <= {"for", "leaves", "can"}
    for command in commands:
        shown = run_grader(command, "--help")
        assert shown.returncode == 0
        assert "Usage: " in shown.stdout


def test_readme_commands_are_those_that_are_tested():
    """The two commands stand in the README as CI and this test know them"""
    text = (ROOT / "README.md").read_text()
    assert ".venv/bin/grader grade tests/submissions --out out --exercise dense" in text
    assert "pip install -q -e '.[dev]' && .venv/bin/pytest -q -n auto --dist loadfile -m \"not slow\"" in text


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.slug)
def test_statement_names_what_it_asks_for(exercise):
    """Each statement names every class or function to write, its commands, and has a formula and a table or example"""
    text = (exercise.folder / "README.md").read_text(encoding="utf-8")
    for name in exercise.settings.names:
        assert name in text
    assert f"grader check {exercise.slug}" in text
    assert "$`" in text or "```math" in text
    assert "|---" in text or "```" in text


def test_no_page_points_to_a_file_that_is_missing():
    """Relative links in Markdown lead somewhere"""
    for page in [ROOT / "README.md", *ROOT.glob("grader/*.md"), *ROOT.glob("exercises/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page}: {target}"


def test_the_map_is_the_course():
    """`exercises/README.md` names every track with its exercises and the lines between the markers, and the path in order"""
    text = (ROOT / "exercises" / "README.md").read_text(encoding="utf-8")
    rows = {slug: (int(count), int(lines)) for slug, count, lines in
            re.findall(r"^\| `(\w+)` \|.*\| (\d+) \| (\d+) \|$", text, re.MULTILINE)}  # fmt: skip
    assert list(rows) == list(dict.fromkeys(exercise.track for exercise in COURSE.exercises))
    for track, (count, lines) in rows.items():
        inside = [exercise for exercise in COURSE.exercises if exercise.track == track]
        assert (len(inside), sum(map(count_solution_lines, inside))) == (count, lines), track
    path = re.findall(r"`(\w+)`", text.partition("## The path")[2].partition("\n`network` builds")[0])
    slugs = [exercise.slug for exercise in COURSE.exercises if exercise.track == "layers"]
    assert [name for name in path if name in slugs] == slugs


def count_solution_lines(exercise):
    """Returns how many lines a reference has between its markers, without blank ones and comments."""
    regions = re.findall(r"# BEGIN SOLUTION\n(.*?)# END SOLUTION", exercise.reference.read_text(), re.DOTALL)
    lines = [line.strip() for region in regions for line in region.splitlines()]
    return sum(bool(line) and not line.startswith("#") for line in lines)


def test_authors_see_every_check_as_it_is():
    """AUTHORS.md's table has each check once, with the parameters and defaults that it has; its numbers are the code's"""
    text = (ROOT / "grader" / "AUTHORS.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| `(check_\w+\(.*?\))` \|", text, re.MULTILINE)
    defaults = {"rtol": {checks.RTOL: "RTOL"}, "atol": {checks.ATOL: "ATOL"}}

    def describe(name):
        parts, marked = [], False
        for parameter in inspect.signature(getattr(checks, name)).parameters.values():
            marked = marked or parameter.kind is parameter.VAR_POSITIONAL
            if parameter.kind is parameter.KEYWORD_ONLY and not marked:
                parts, marked = [*parts, "*"], True
            default = parameter.default
            word = defaults.get(parameter.name, {}).get(default, repr(default)) if default is not parameter.empty else ""
            parts.append(str(parameter).partition(":")[0] + (f"={word}" if word else ""))
        return f"{name}({', '.join(parts)})"

    assert sorted(shown) == sorted(describe(name) for name in checks.__all__ if name.startswith("check_"))
    for name in ("RTOL", "ATOL", "FEWEST_DRAWS"):
        assert float(re.search(rf"`{name} = (\S+)`", text)[1]) == getattr(checks, name)


@pytest.fixture(scope="module")
def drawn_course(tmp_path_factory):
    """The course and the class that the README's pictures are drawn from."""
    return draw_pictures.make_course(tmp_path_factory.mktemp("drawn") / "course")


@pytest.mark.parametrize("name", draw_pictures.COMMANDS)
def test_pictures_show_what_commands_print(drawn_course, name):
    """The README's pictures are what the terminal shows today (`python tests/kit/draw_pictures.py` draws them again)"""
    picture = (draw_pictures.FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert f"tests/kit/pictures/{name}.svg" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\s\"<]+", picture)) <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
    now = draw_pictures.draw(draw_pictures.run_command(drawn_course, name), name)
    assert read_picture(picture) == read_picture(now)


def read_picture(picture):
    """Returns the words of a picture in their order, whatever the version of the library that drew it."""
    return html.unescape(" ".join(re.findall(r"<text[^>]*>(.*?)</text>", picture))).split()
