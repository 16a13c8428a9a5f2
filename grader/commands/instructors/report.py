"""`grader report`: one run's results as a table or as a page, or several folders (shards, weeks) merged into one."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from grader.course.layout import open_course
from grader.pages.tables import print_class, print_ungraded
from grader.pages.web.sources import Sources, make_record
from grader.records.errors import UNGRADED, UsageProblem
from grader.records.merging import merge_adjustments
from grader.records.run import Run, open_run
from grader.records.shards import find_gaps, find_shard


def report_results(
    folder: Path | None,
    scores: Sequence[Path],
    out: Path | None,
    as_json: bool,
    page: Path | None = None,
    sources: Sources | None = None,
    bom: bool = False,
) -> None:
    """Prints the table of one folder of results; with `out`, merges all of them there first; with `page`, writes it too."""
    sources = sources or Sources()
    if page is None and sources != Sources():
        raise UsageProblem("--before, --submissions and --roster tell what is on the page; give --html FILE as well")
    course = open_course(folder)
    if len(scores) > 1 and out is None:
        raise UsageProblem("several folders of results are merged with --out FOLDER")
    runs = [open_run(path) for path in scores]
    seeds = {run.folder: run.find_seed() for run in runs}
    if len(set(seeds.values())) > 1:
        listed = ", ".join(f"{path}: {seed}" for path, seed in seeds.items())
        raise UsageProblem(f"these runs have different seeds and do not belong together ({listed})")
    seed = seeds[runs[0].folder] or 0
    target, problems = runs[0], []
    if out is not None:
        target = Run(out)
        target.claim(seed, [], force=True)
        merge_adjustments([*scores, out], out)
        for run in runs:
            target.keep_people(run.people)
            contents = run.read()
            problems += contents.problems
            for result in contents.results:
                target.write_result(result)
            target.keep_times(run.times)
    contents = target.read()
    problems += contents.problems
    slugs = [exercise.slug for exercise in course.exercises]
    shards = [shard for run in runs if (shard := find_shard(run.folder)) is not None]
    gaps = find_gaps(shards, {(result.student, result.exercise) for result in contents.results})
    ended = not gaps and (out is not None or target.has_ended(contents.results))
    gradebook = target.finish(contents.results, slugs, seed, course.settings.policy, bom)
    print_class(course, gradebook, target.folder, as_json)
    for line in [*problems, *gaps, *target.unwritten, *target.find_strangers(contents.results)]:
        click.echo(f"grader: {line}", err=True)
    print_ungraded(contents.results)
    if page is not None:
        from grader.pages.web.delivery import publish_class_page  # brings matplotlib, which a table does not need

        found = dataclasses.replace(contents, problems=problems)
        publish_class_page(make_record(course, target, found, sources, ended=ended), page, os.environ)
    lost = [*problems, *target.unwritten, *(gaps if out is not None else ())]
    if lost or any(result.status == "ungraded" for result in contents.results):
        sys.exit(UNGRADED)
