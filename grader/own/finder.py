"""What `import` finds beside a solution: the track's modules, and the student's own modules of other exercises.

Theory of operation. A statement says `from dense import Dense` and `from support import Momentum`, wherever its code is
run: as a file, in a notebook, in a terminal. So an interpreter that runs a student's own code gets one finder more. It
knows the modules of the exercise's track by their files, and every exercise by its slug: the one of the student's files that
counts, a notebook too. In a notebook the classes of its own cells stand for its own exercise.

Rejected: a folder more on `sys.path` (each exercise has its own, and a stub would hide a solved notebook), a `.pth` file in
the environment (it would be there in judges and workers, too), and copies of the track's modules beside each exercise.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.course.layout import Course, Exercise
from grader.course.notebooks import MAX_NOTEBOOK, extract_cells
from grader.course.own import find_own
from grader.course.submissions import read_file
from grader.worker import cells


class Finder(importlib.abc.MetaPathFinder):
    """Finds modules of a track and of exercises. `choose` tells an exercise's file; `spaces` gives live namespaces."""

    def __init__(
        self,
        course: Course,
        track: str,
        choose: Callable[[Exercise], Path] = lambda exercise: find_own(exercise).path,
        spaces: Mapping[str, Callable[[str], Any]] | None = None,
    ) -> None:
        self.course, self.track = course, track
        self._choose, self._spaces = choose, spaces or {}
        self._exercises = {exercise.slug: exercise for exercise in course.exercises}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Returns where a module is, or None where it is none of ours."""
        if path is not None or "." in fullname:
            return None
        if fullname in self._spaces:
            return importlib.util.spec_from_loader(fullname, _Space(self._spaces[fullname]))
        found = self.course.root / "exercises" / self.track / f"{fullname}.py"
        exercise = self._exercises.get(fullname)
        if exercise is not None:
            found = self._choose(exercise)
        if not found.is_file():
            return None
        if found.suffix == ".ipynb":
            return importlib.util.spec_from_loader(fullname, _Notebook(found), origin=str(found))
        return importlib.util.spec_from_file_location(fullname, found)

    def install(self) -> None:
        """Puts this finder first, in place of an earlier one."""
        sys.meta_path[:] = [self, *(item for item in sys.meta_path if not isinstance(item, Finder))]


class _Notebook(importlib.abc.Loader):
    """Loads the definitions of a notebook, as a judge does."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def exec_module(self, module: types.ModuleType) -> None:
        data = read_file(self._path, MAX_NOTEBOOK)
        if not isinstance(data, bytes):
            raise ImportError(f"{self._path.name} cannot be read")
        module.__file__ = str(self._path)
        cells.execute_notebook(extract_cells(data, self._path.name), module)


class _Space(importlib.abc.Loader):
    """A module whose names are looked up in a live namespace, each time anew: a cell may be run again."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        self._find = find

    def exec_module(self, module: types.ModuleType) -> None:
        vars(module)["__getattr__"] = self._find


def find_track(course: Course, folder: Path) -> str:
    """Returns the track in whose folder, or below it, `folder` is; an empty text elsewhere."""
    for path in (folder, *folder.parents):
        if path.parent == course.root / "exercises":
            return path.name
    return ""
