"""A class as one record: results with lateness and adjustments, who should be there, the run before, notes."""

from __future__ import annotations

import dataclasses
import functools
import shlex
from collections.abc import Mapping, Sequence

from grader.pages.survey.causes import Cause, derive_causes
from grader.pages.survey.changes import Changes, derive_changes
from grader.pages.survey.clusters import Cluster, derive_clusters
from grader.pages.survey.items import Flag, Item, derive_items
from grader.pages.survey.pace import Pace, derive_pace
from grader.pages.survey.roll import Roll, derive_roll
from grader.pages.web.feedback import Sight
from grader.records.entries import Entry
from grader.records.results import Result
from grader.records.text import show


@dataclasses.dataclass(frozen=True)
class ClassRecord:
    """What a class's page is made of. `roster` is empty where nobody said who should be there.

    `folder` is the run's and `submissions` the class's, as an instructor types them; `notes` are told at the top.
    """

    title: str
    folder: str
    entries: Sequence[Entry]
    slugs: Sequence[str]
    sight: Sight
    submissions: str = ""
    roster: Mapping[str, str] = dataclasses.field(default_factory=dict)
    before: Sequence[Result] | None = None
    before_folder: str = ""
    notes: Sequence[str] = ()

    @functools.cached_property
    def by_slug(self) -> dict[str, list[Entry]]:
        """The entries of each exercise."""
        found: dict[str, list[Entry]] = {slug: [] for slug in self.slugs}
        for entry in self.entries:
            found.setdefault(entry.exercise, []).append(entry)
        return found

    def replay(self, student: str, slug: str) -> str:
        """Returns the command that shows in full what one submission answered."""
        words = [f"{self.folder}/results/{student}/{slug}.json", f"{self.submissions or 'SUBMISSIONS'}/{student}"]
        return show(f"grader replay {shlex.join(words)}", 1_000)

    def name_exercise(self, slug: str) -> str:
        """Returns an exercise's title."""
        exercise = self.sight.exercises.get(slug)
        return exercise.settings.title if exercise else slug


@dataclasses.dataclass(frozen=True)
class Survey:
    """What can be told of a class, derived once."""

    roll: Roll
    causes: list[Cause]
    clusters: list[Cluster]
    items: dict[str, list[Item]]
    flags: list[Flag]
    pace: list[Pace]
    changes: Changes | None


def derive_survey(record: ClassRecord) -> Survey:
    """Returns everything that the page tells of the class."""
    items, flags = {}, []
    for slug in record.slugs:
        items[slug], found = derive_items(record.by_slug[slug], slug)
        flags += found
    changes = None if record.before is None else derive_changes(record.before, record.entries)
    return Survey(
        derive_roll(record.entries, record.slugs, record.roster),
        derive_causes(record.entries),
        derive_clusters(record.entries),
        items,
        sorted(flags, key=lambda flag: (flag.kind != "best fail", -flag.count / max(1, flag.students))),
        derive_pace(record.entries),
        changes,
    )
