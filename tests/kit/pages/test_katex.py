"""The course's formulas in a real browser: KaTeX draws every one of them without an error."""

from __future__ import annotations

import pytest
from browsers import INSTALL as INSTALL_BROWSER
from browsers import find_browser, open_browser
from formulas import INSTALL, ROOT, find_errors, find_formulas, find_katex, load_katex, make_page

pytest.importorskip("playwright.sync_api", reason="pip install -e '.[dev]' brings the driver")
KATEX = find_katex()
pytestmark = [
    pytest.mark.skipif(find_browser() is None, reason=INSTALL_BROWSER),
    pytest.mark.skipif(KATEX is None, reason=INSTALL),
]
PAGES = sorted(ROOT.glob("exercises/**/README.md"))


@pytest.fixture(scope="module")
def page():
    """One page with KaTeX for all formulas."""
    with open_browser() as browser:
        page = browser.new_page()
        load_katex(page, KATEX)
        yield page


def test_all_formulas_are_drawn(page):
    """No formula of any statement or of the map is an error, nor anything that KaTeX draws under protest"""
    texts = {path: path.read_text(encoding="utf-8") for path in PAGES}
    assert sum(len(find_formulas(text)) for text in texts.values()) > 100
    wrong = {str(path.relative_to(ROOT)): errors for path, text in texts.items() if (errors := find_errors(page, text))}
    assert wrong == {}


@pytest.mark.parametrize(
    "formula",
    [r"$`\frac{1}{2`$", "```math\n\\begin{cases} a\n```", r"$`\text{dim_out}`$", r"$`x_{i`$ and $`\unknown`$"],
)
def test_errors_are_found(page, formula):
    """An open brace, an open environment, an underscore in a text and an unknown command are errors"""
    assert find_errors(page, f"Here\n\n{formula}\n")


def test_every_formula_has_its_place(tmp_path):
    """A page to look at has as many places as the statement has formulas, and no dollar is left around one"""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        shown = make_page(text, path.parent, KATEX)
        assert shown.count("data-display=") == len(find_formulas(text)), path
