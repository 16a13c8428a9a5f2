"""Formulas reach whoever draws them as they were written: Markdown takes nothing out of them and adds nothing.

A statement keeps them where Markdown leaves every character alone: in fences with the language `math`, and inline in code
between dollars. Between plain dollars, `X\\,W` would lose its space and `)_{i}` would be read as emphasis.
"""

import re
from pathlib import Path

import nbformat
import pytest
from markdown_it import MarkdownIt

from grader.course.notebooks import derive_dollars

ROOT = Path(__file__).parents[3]
PAGES = sorted(ROOT.glob("exercises/**/README.md"))
NAMES = [str(page.parent.relative_to(ROOT / "exercises")) for page in PAGES]


def find_written(text):
    """Returns the formulas of a page as they were typed, without a parser: of fences, then inline."""
    fences = re.findall(r"^[ ]*```(\w*)\n(.*?)^[ ]*```$", text, re.DOTALL | re.MULTILINE)
    display = [body for language, body in fences if language == "math"]
    rest = re.sub(r"^[ ]*```\w*\n.*?^[ ]*```$", "", text, flags=re.DOTALL | re.MULTILINE)
    return [_words(body) for body in display], re.findall(r"\$`([^`]*)`\$", rest)


def find_read(text):
    """Returns the formulas that a reader of CommonMark with tables finds, of fences, then inline, and what text is left."""
    display, inline, texts = [], [], []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "fence" and token.info.strip() == "math":
            display.append(_words(token.content))
        children = token.children or []
        for before, child, after in zip([None, *children], children, [*children[1:], None], strict=False):
            if child.type == "code_inline" and _ends(before, "$") and after is not None and after.content.startswith("$"):
                inline.append(child.content)
            elif child.type == "text":
                texts.append(child.content)
    return display, inline, texts


def _ends(token, mark):
    return token is not None and token.type == "text" and token.content.endswith(mark)


def _words(formula):
    """Returns a formula without the spaces that a list's indent puts before its lines."""
    return "\n".join(line.strip() for line in formula.strip().split("\n"))


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_formulas_are_read_as_they_were_written(page):
    """Every formula arrives character by character, and no dollar stands where Markdown would spoil what follows"""
    text = page.read_text(encoding="utf-8")
    display, inline, texts = find_read(text)
    assert (display, inline) == find_written(text)
    left = "".join(texts)
    assert left.count("$") == 2 * len(inline), "a formula between plain dollars"
    for formula in display + inline:
        assert "$" not in formula
        assert formula.count("{") - formula.count(r"\{") == formula.count("}") - formula.count(r"\}")


@pytest.mark.parametrize("page", [page for page in PAGES if (page.parent / "exercise.toml").is_file()])
def test_the_notebook_has_the_same_formulas(page):
    """Between dollars, as notebooks read them before Markdown does"""
    text = page.read_text(encoding="utf-8")
    display, inline = find_written(text)
    derived = derive_dollars(text)
    found = re.findall(r"\$\$\n(.*?)\n[ ]*\$\$", derived, re.DOTALL)
    assert [_words(one) for one in found] == display
    rest = re.sub(r"\$\$\n.*?\n[ ]*\$\$|^```.*?^```$|`[^`\n]*`", "", derived, flags=re.DOTALL | re.MULTILINE)
    assert re.findall(r"\$([^$]+)\$", rest) == inline
    notebook = nbformat.read(page.parent / f"{page.parent.name}.ipynb", as_version=4)
    assert notebook.cells[0].source.strip() == derived.strip()


@pytest.mark.parametrize(
    "text",
    ["the product $X\\,W$", "a sum $(c\\,H)_{i} + (w)_{j}$", "```math\nx\n```\n\nand $y$", "a `$` and $`x`$ and $5"],
)
def test_plain_dollars_are_found(text):
    """The check fails where a formula stands between plain dollars"""
    _, inline, texts = find_read(text)
    assert "".join(texts).count("$") != 2 * len(inline)
