"""Every command that a page prints is run as it is printed, in the pages' order, on a small course in its own checkout."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from forks import run_grader

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "grader" / "bundles" / "templates" / "bundle" / "README.md"
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("grader/*.md"))]
PROGRAMS = ["grader", "python", "python3", "pytest", "pip", "dask", "openssl", "jupyter"]
MEANT = {
    "SLUG": "dense", "<slug> --track <track>": "echo --track layers", "<slug>": "dense", "{{first}}": "dense",
    "SCORES": "graded", "SHARDS": "graded", "FORMAT": "junit", "DIR": "made", "FILE": "made.html",
    "graded-*": "graded", "K/N": "1/1", "…": "submissions --out graded", "<track>": "layers",
}  # fmt: skip
"""What stands for what in a pattern of a command."""
LEFT_OUT = {
    "grader watch dense": "waits for keys; commands/test_watch.py",
    "grader train": "needs layers that this course has not; commands/test_train.py",
    "grader train --json": "the same",
    "grader train --list": "the same",
    "grader verify": "the whole course; CI runs it",
    "grader verify dense": "`--write` and `--matrix` do the same and more",
    "grader verify --write dense": "the words in the other order",
    "grader verify dense --seeds 200": "minutes; the same with three seeds is run here",
    "grader verify --mutants": "hours for the whole course; authoring/test_mutants.py",
    "grader verify --mutants --write": "the same",
    "grader verify dense --mutants": "minutes",
    "grader export --bom": "an option, named with its command",
    "grader cluster recipe github > .github/workflows/grade.yml": "writes into a folder that a repository has to have",
}
ELSEWHERE = {
    "--cluster": "needs a scheduler; cluster/test_cluster.py",
    "cluster check": "the same",
    "pip install": "installs; test_packages.py and .ci/run do",
    "pytest": "test runs of their own; link/test_wrong_models.py has the options",
    "dask ": "starts a scheduler or a worker that stays",
    "openssl": "makes keys",
    "jupyter": "stays open",
    "venv": "installs",
    "bench_": "measures for minutes",
    "draw_pictures": "writes into the tree; test_docs.py compares",
}
FOR_A_SHELL = "<>|&;*?$~`("
"""What only a shell understands."""
NAMES = ["grade", "collect", "replay", "diff", "report", "export", "feedback", "run", "check"]
"""Commands that a page names without arguments; `check` would run for whatever is begun."""
SAYS_FAILING = ("grader check", "grader run", "grader diff")
"""Commands whose exit code 1 is an answer."""


def find_commands(page):
    """Returns what a page prints as commands: lines of its fences and code within its sentences."""
    text = page.read_text(encoding="utf-8")
    prose = re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
    fenced = [
        line
        for block in re.findall(r"^ *```sh\n(.*?)```", text, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
    ]
    found = [
        *re.findall(r"(?<!`)`(?!`)([^`]+)`(?!`)", prose),
        *fenced,
        *re.findall(r"^ {4}(\S.*)$", prose, re.MULTILINE),
    ]
    lines = [" ".join(line.partition("  # ")[0].split()).removeprefix(".venv/bin/") for line in found]
    return [line for line in dict.fromkeys(lines) if line.partition(" ")[0] in PROGRAMS and " " in line]


def fill_in(command):
    """Returns a command with what its placeholders stand for."""
    for word, meaning in MEANT.items():
        command = re.sub(rf"(?<![\w-]){re.escape(word)}(?!\w)", meaning, command)
    return command


def is_run(command):
    """Tells whether a command is run here, and not left out with a reason."""
    return command not in LEFT_OUT and not any(part in command for part in ELSEWHERE)


def run_commands(commands, folder, engine=ROOT):
    """Runs each in that folder, by this engine; returns those that fail, with what they say."""
    wrong = []
    for command in filter(is_run, dict.fromkeys(map(fill_in, commands))):
        names = command.split()[1:]
        words = f"{command} --help" if len(names) == 1 and names[0] in NAMES else command
        environment = {**os.environ, "PYTHONPATH": str(engine), "GIT_CEILING_DIRECTORIES": str(folder.parent)}
        if engine == ROOT and words.startswith("grader ") and not set(words) & set(FOR_A_SHELL):
            ours = ["--course", folder] * (command.startswith("grader grade "))  # this engine does not lie in it
            done = run_grader(*ours, *shlex.split(words)[1:], cwd=folder, env=environment)
        else:
            words = re.sub(r"^grader", f"'{sys.executable}' -m grader", words)
            done = subprocess.run(
                words, shell=True, cwd=folder, env=environment, capture_output=True, text=True, timeout=300
            )
        if done.returncode not in ((0, 1) if command.startswith(SAYS_FAILING) else (0,)):
            wrong.append((command, done.returncode, done.stderr[-300:]))
    return wrong


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A clean checkout of a course with one exercise, the class beside it, and a file to try things in."""
    root = tmp_path_factory.mktemp("printed") / "course"
    for name in ("exercises/course.toml", "exercises/layers/layer.py", "exercises/layers/support.py",
                 "exercises/layers/dense", "reference/layers/dense.py", "reference/layers/misconceptions/dense.py",
                 "reference/layers/mutants/dense.toml",
                 "tests/public/layers/test_dense.py", "tests/hidden/layers/test_dense.py", "tests/kit/styles/layers/dense",
                 "README.md", "LICENSE", "pyproject.toml", ".gitignore"):  # fmt: skip
        source, target = ROOT / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.is_file():
            shutil.copy(source, target)
    models = root / "reference/layers/misconceptions/dense.py"
    first, *declared = models.read_text().split("\n\n\n@misconception(")
    mistakes = [text.partition("\n\n\n")[0] for text in declared if text.startswith("\n")]  # no variants, no tools
    models.write_text("\n\n\n@misconception(".join([first, *mistakes[7:13]]) + "\n")  # as many as a command needs
    for style in sorted((root / "tests/kit/styles/layers/dense").iterdir())[2:]:
        style.unlink()
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "the course"]):
        subprocess.run([*git, *words], cwd=root, check=True, capture_output=True)
    for student in ("amara", "goran"):
        shutil.copytree(ROOT / "tests" / "submissions" / student, root / "submissions" / student)
    return root


def test_pages_print_commands_that_work(checkout):
    """README and the engine's pages; a command that a page needs before another stands before it"""
    begin = ["grader release students.zip", "grader grade submissions --out graded"]
    folder = checkout / "exercises" / "layers" / "dense"
    (checkout / "students.zip").unlink(missing_ok=True)  # where the bundle's page came first
    assert run_commands(begin, checkout) == []
    shutil.copy(ROOT / "tests" / "submissions" / "goran" / "dense.py", folder / "dense.py")
    (folder / "try.py").write_text("from dense import Dense\n\nprint(Dense(3, (2,)).parameters)\n")
    printed = [command for page in PAGES for command in find_commands(page) if command not in begin]
    assert len(printed) > 40
    assert run_commands(printed, checkout) == []
    assert {
        command for command in LEFT_OUT if command not in {fill_in(one) for one in [*printed, *find_commands(BUNDLE)]}
    } == set()


def test_the_bundles_page_prints_commands_that_work(checkout, tmp_path):
    """What students get, unpacked, with the commands of its README"""
    bundle = checkout / "students.zip"
    if not bundle.is_file():  # this test alone
        assert run_commands(["grader release students.zip"], checkout) == []
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path)
    folder = next(tmp_path.rglob("course.toml")).parent
    shutil.copy(ROOT / "tests" / "submissions" / "amara" / "dense.py", folder / "layers" / "dense" / "dense.py")
    (folder / "layers" / "dense" / "try.py").write_text("from dense import Dense\n")
    commands = find_commands(BUNDLE)
    assert len(commands) > 10
    assert run_commands(commands, folder.parent, folder.parent) == []
