"""Statements as a browser shows them, with their formulas drawn by KaTeX.

    python tests/kit/pages/formulas.py FOLDER SLUG...     writes FOLDER/SLUG.png, to be looked at
"""

from __future__ import annotations

import html
import os
import re
import sys
from pathlib import Path
from typing import Any

from browsers import open_browser
from markdown_it import MarkdownIt

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
INSTALL = "no KaTeX found; `npm install --no-save --prefix tests/kit/pages katex` brings it"
INLINE = re.compile(r"\$`([^`]*)`\$")
DISPLAY = re.compile(r"^[ ]*```math\n(.*?)^[ ]*```$", re.DOTALL | re.MULTILINE)
DRAW = """formula => {
    const options = {displayMode: formula.display, throwOnError: true, strict: "error"};
    try { katex.renderToString(formula.text, options); return null } catch (error) { return String(error) }
}"""
DRAW_ALL = """() => document.querySelectorAll("[data-display]").forEach(place =>
    katex.render(place.textContent, place, {displayMode: place.dataset.display === "yes", throwOnError: false}))"""
STYLE = (
    "body { max-width: 50rem; margin: 1rem auto; font: 16px/1.5 sans-serif } table { border-collapse: collapse }"
    "td, th { padding: 0 .5rem; border: 1px solid #999 } pre { background: #f3f3f3; padding: .5rem }"
)


def find_katex() -> Path | None:
    """Returns the folder of KaTeX's files; `GRADER_KATEX` names another one."""
    named = os.environ.get("GRADER_KATEX")
    folder = Path(named) if named else HERE / "node_modules" / "katex" / "dist"
    return folder if (folder / "katex.min.js").is_file() else None


def find_formulas(text: str) -> list[dict[str, Any]]:
    """Returns the formulas of a statement, each with its text and whether it stands on lines of its own."""
    rest = DISPLAY.sub("", text)
    return [{"text": found, "display": True} for found in DISPLAY.findall(text)] + [
        {"text": found, "display": False} for found in INLINE.findall(re.sub(r"^```.*?^```$", "", rest, flags=re.S | re.M))
    ]


def find_errors(page: Any, text: str) -> list[str]:
    """Returns what KaTeX says against the formulas of a statement, in a browser's page that has loaded it."""
    said = [(formula["text"], page.evaluate(DRAW, formula)) for formula in find_formulas(text)]
    return [f"{formula.strip()}: {error}" for formula, error in said if error]


def load_katex(page: Any, katex: Path) -> None:
    """Loads KaTeX into a browser's page."""
    page.add_script_tag(path=str(katex / "katex.min.js"))


def make_page(text: str, folder: Path, katex: Path) -> str:
    """Returns a statement as a page, with a place for each formula."""
    reader = MarkdownIt("commonmark").enable("table")
    plain = reader.renderer.rules["fence"]

    def fence(tokens: Any, at: int, options: Any, env: Any) -> str:
        if tokens[at].info.strip() == "math":
            return f'<div data-display="yes">{html.escape(tokens[at].content)}</div>'
        return str(plain(tokens, at, options, env))

    reader.renderer.rules["fence"] = fence
    body = re.sub(r"\$<code>(.*?)</code>\$", r'<span data-display="no">\1</span>', reader.render(text))
    links = f'<base href="{folder.as_uri()}/"><link rel="stylesheet" href="{(katex / "katex.min.css").as_uri()}">'
    return f"<!doctype html><meta charset=utf-8>{links}<style>{STYLE}</style>{body}"


def main(folder: Path, slugs: list[str]) -> None:
    """Writes a picture of each statement."""
    katex = find_katex()
    if katex is None:
        sys.exit(INSTALL)
    with open_browser() as browser:
        for statement in (path for slug in slugs for path in ROOT.glob(f"exercises/*/{slug}/README.md")):
            place = folder / f"{statement.parent.name}.html"
            place.write_text(make_page(statement.read_text("utf-8"), statement.parent, katex), encoding="utf-8")
            page = browser.new_page(viewport={"width": 900, "height": 700})
            page.goto(place.absolute().as_uri())
            load_katex(page, katex)
            page.evaluate(DRAW_ALL)
            page.screenshot(path=str(place.with_suffix(".png")), full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
