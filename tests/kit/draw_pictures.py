"""Draws the README's pictures of the terminal from real runs: `python tests/kit/draw_pictures.py`.

A test compares what commands print now with what the pictures show.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "kit" / "pictures"
WIDTH = 112
COMMANDS = {
    "check": ("check", "dense"),
    "class": ("grade", "submissions", "--out", "graded", "--exercise", "dense"),
}
STUDENT = "chen"
"""Whose file is checked: one that is wrong in a way with a name."""


def make_course(root: Path) -> Path:
    """Makes a course with the sample class beside it, in which a student has written the first exercise."""
    for name in ("exercises", "reference", "tests/public", "tests/hidden"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.ipynb"))
    shutil.copytree(ROOT / "tests" / "submissions", root / "submissions")
    shutil.copy(root / "submissions" / STUDENT / "dense.py", root / "exercises" / "layers" / "dense" / "dense.py")
    return root


def run_command(course: Path, name: str) -> str:
    """Returns what a command prints on a terminal, in colour, below the line that was typed."""
    keep = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CI", "GITHUB_ACTIONS")}
    colours = {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    command = [sys.executable, "-m", "grader", "--course", str(course), *COMMANDS[name]]
    done = subprocess.run(command, cwd=course, env={**keep, **colours}, capture_output=True, text=True, timeout=300)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return f"$ grader {' '.join(COMMANDS[name])}\n{done.stdout.rstrip()}\n"


def draw(printed: str, name: str) -> str:
    """Returns the picture; it loads nothing from anywhere."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(printed), soft_wrap=True)
    frame = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return console.export_svg(title="", theme=MONOKAI, code_format=frame, unique_id=name)


def main() -> None:
    """Draws all of them."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        course = make_course(Path(folder) / "course")
        for name in COMMANDS:
            (FOLDER / f"{name}.svg").write_text(draw(run_command(course, name), name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
