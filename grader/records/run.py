"""A run's folder: results, gradebook, times and adjustments of one class, and what is current in it.

    DIR/results/<student>/<slug>.json    one result each, written as they come
    DIR/replaced/<date>/results/…        the results that a later run replaced at that date
    DIR/preview/results/…                what `grade --preview` has graded, until `grade` applies it
    DIR/gradebook.json, gradebook.csv    derived from all results at the end of a run
    DIR/roster.json                      who the students are, kept from the class's folder
    DIR/times.json                       when each student handed in, kept from the class's folder
    DIR/adjustments.toml                 an instructor's changes, written by hand and left alone

Everything that a command wants to know of a run is asked here, and read once.
"""

from __future__ import annotations

import dataclasses
import functools
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from grader import __version__
from grader.records.adjustments import Adjustment, derive_entries, find_strangers, load_adjustments
from grader.records.entries import Entry
from grader.records.errors import UsageProblem
from grader.records.gradebook import Gradebook, derive_gradebook, render_csv
from grader.records.lock import lock_folder
from grader.records.policy import Policy, TotalRule
from grader.records.results import Result, UnreadableResult, encode_json, read_result, write_atomically
from grader.records.roster import Record, load_roster, save_roster
from grader.records.text import add_bom, show
from grader.records.times import TIMES, Times, load_times


@dataclasses.dataclass(frozen=True)
class Contents:
    """Every result of a run, by student and exercise, and a line for each file that is no result."""

    results: list[Result]
    problems: list[str]


class Run:
    """One run's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._is_mine = False
        self.unwritten: list[str] = []
        """A line for each table that could not be written: it is derived, so nothing is lost by that."""

    def claim(self, seed: int, slugs: Sequence[str], force: bool) -> None:
        """Makes the folder this run's, and this process's for as long as the run is held.

        Raises `UsageProblem` where it cannot be, is another run's, or another grader is at work there.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            probe = self.folder / ".grader-can-write"
            probe.touch()
            probe.unlink()
        except OSError as error:
            problem = f"{show(self.folder)}: cannot be written ({error.strerror}); give another folder with --out"
            raise UsageProblem(problem) from None
        if not self._is_mine:
            lock_folder(self.folder, self)
            self._is_mine = True
        earlier = self.find_seed()
        if earlier is not None and earlier != seed and not force:
            raise UsageProblem(
                f"{show(self.folder)}: holds the results of a run with seed {earlier}, and this one has seed {seed}; "
                "give another folder with --out, or --force to replace them"
            )
        if earlier is None:
            self._write_gradebook(derive_gradebook([], slugs, seed, __version__))

    def find_seed(self) -> int | None:
        """Returns the seed of the run in this folder; None where there is none."""
        try:
            return msgspec.json.decode((self.folder / "gradebook.json").read_bytes(), type=Gradebook).seed
        except (OSError, msgspec.DecodeError):
            return None

    def has_ended(self, results: Sequence[Result]) -> bool:
        """Tells whether the gradebook knows everybody who has a result: it is written when a run has come to its end."""
        try:
            gradebook = msgspec.json.decode((self.folder / "gradebook.json").read_bytes(), type=Gradebook)
        except (OSError, msgspec.DecodeError):
            return False
        known = {(row.student, slug) for row in gradebook.students for slug in row.scores}
        return all((result.student, result.exercise) in known for result in results)

    def result_path(self, student: str, slug: str) -> Path:
        """Returns where the result of one submission is kept."""
        return self.folder / "results" / student / f"{slug}.json"

    def find_result(self, student: str, slug: str) -> Result | None:
        """Returns one result; None where there is none that can be read."""
        try:
            return read_result(self.result_path(student, slug))
        except UnreadableResult:
            return None

    def write_result(self, result: Result, replaced: str = "") -> None:
        """Keeps a result, in the place of an earlier one, which is kept below `replaced/` under the date of that name."""
        earlier = self.result_path(result.student, result.exercise)
        if replaced and earlier.is_file():
            kept = self.folder / "replaced" / replaced / "results" / result.student / earlier.name
            write_atomically(kept, earlier.read_bytes())
        write_atomically(self.result_path(result.student, result.exercise), encode_json(result))

    @property
    def preview(self) -> Run:
        """What a preview has graded, and nobody has applied yet."""
        return Run(self.folder / "preview")

    def drop_preview(self) -> None:
        """Forgets what a preview has graded: it is applied, or no longer what would be graded."""
        shutil.rmtree(self.preview.folder, ignore_errors=True)

    def read(self) -> Contents:
        """Returns everything in the folder, ordered by student and exercise."""
        results: list[Result] = []
        problems: list[str] = []
        known: dict[object, object] = {}
        for path in self._list_files(problems):
            try:
                result = read_result(path)
                if result is None:
                    raise UnreadableResult(f"{show(path)}: a link to nothing")
                if (result.student, result.exercise) != (path.parent.name, path.stem):
                    raise UnreadableResult(f"{show(path)}: is the result of another student or exercise")
                _share(result, known)
                results.append(result)
            except UnreadableResult as error:
                problems.append(str(error))
        return Contents(results, problems)

    def _list_files(self, problems: list[str]) -> Iterator[Path]:
        """Yields where results are; a line is added for each place that cannot be looked into."""
        folder = self.folder / "results"
        if not folder.exists():
            return
        for student in _list(folder, problems):
            if student.is_dir():
                yield from (path for path in _list(student, problems) if path.suffix == ".json")
            elif not os.path.lexists(student):
                continue  # gone meanwhile
            else:
                problems.append(f"{show(student)}: no folder with a student's results; nothing in it is counted")

    @functools.cached_property
    def adjustments(self) -> list[Adjustment]:
        """The instructor's changes. Raises `CourseError` where the file is wrong."""
        return load_adjustments(self.folder)

    @property
    def times(self) -> Times | None:
        """When each student handed in, where that is known. Raises `CourseError` where the file is wrong."""
        return load_times(self.folder)

    def keep_times(self, times: Times | None) -> None:
        """Keeps times of submission, over those of an earlier run, so that exports find them."""
        if times is not None:
            write_atomically(self.folder / TIMES, encode_json(times.over(self.times)))

    @property
    def people(self) -> dict[str, Record]:
        """Who the students are, by folder, where that is known. Raises `UsageProblem` where the file is wrong."""
        return load_roster(self.folder).students

    def keep_people(self, people: Mapping[str, Record]) -> None:
        """Keeps the class's roster, over that of an earlier run, so that exports know who is who."""
        if people:
            save_roster(self.folder, {**self.people, **people})

    def derive_entries(self, results: Sequence[Result], policy: Policy | None) -> list[Entry]:
        """Returns the results with lateness and adjustments. All of a student's belong in it: grace days are of all."""
        policy = policy or Policy()
        extensions = {student: one.extension_days for student, one in self.people.items()}
        bonus = policy.total.bonus_points if policy.total else 0
        return derive_entries(results, policy.late, self.times, self.adjustments, extensions, bonus)

    def find_strangers(self, results: Sequence[Result]) -> list[str]:
        """Returns a line for each adjustment that fits no result."""
        return find_strangers(results, self.adjustments)

    def finish(
        self, results: Sequence[Result], slugs: Sequence[str], seed: int, policy: Policy | None, bom: bool = False
    ) -> Gradebook:
        """Writes the gradebook of all results and returns it; exercises in the order of `slugs`.

        With `bom` the CSV begins with the mark that spreadsheets need, and that programs may stumble over.
        """
        graded = {result.exercise for result in results}
        gradebook = derive_gradebook(results, [slug for slug in slugs if slug in graded], seed, __version__)
        self._write_gradebook(gradebook, self.derive_entries(results, policy), policy.total if policy else None, bom)
        return gradebook

    def _write_gradebook(
        self, gradebook: Gradebook, entries: Sequence[Entry] = (), rule: TotalRule | None = None, bom: bool = False
    ) -> None:
        write_atomically(self.folder / "gradebook.json", encode_json(gradebook))
        table = render_csv(gradebook, entries, rule).encode()
        try:
            write_atomically(self.folder / "gradebook.csv", add_bom(table) if bom else table)
        except OSError as error:
            place, shown = show(error.filename), show(self.folder)
            self.unwritten.append(
                f"{place}: {error.strerror}; close it elsewhere, then `grader report {shown}` writes it"
            )


def _share(result: Result, known: dict[object, object]) -> None:
    """Lets equal texts of a class's results be one object each, which halves what a large class takes in memory."""
    for struct, names in [(result, _REPEATED), *((case, _REPEATED_OF_A_CASE) for case in result.cases)]:
        for name in names:
            value = getattr(struct, name)
            msgspec.structs.force_setattr(struct, name, known.setdefault(value, value))


_REPEATED = ("student", "exercise", "suite_sha256", "grader_version", "schema")
_REPEATED_OF_A_CASE = ("id", "title", "message", "diagnosis", "reproduce", "stdout")


def _list(folder: Path, problems: list[str]) -> list[Path]:
    """Returns what lies in a folder, by name and without what is hidden; a line is added where it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        problems.append(f"{show(folder)}: cannot be read ({error.strerror})")
        return []


def open_run(folder: Path) -> Run:
    """Returns the run in `folder`. Raises `UsageProblem` where there is none."""
    run = Run(folder)
    if run.find_seed() is None:
        raise UsageProblem(f"{show(folder)}: holds no results; give the folder that was --out of `grader grade`")
    return run
