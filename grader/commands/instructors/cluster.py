"""`grader cluster`: what the workers of a dask scheduler are good for, and recipes for other kinds of clusters."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from grader.bundles.recipes import find_recipes, read_recipe
from grader.cluster.extra import check_extra
from grader.course.layout import open_course
from grader.records.errors import UNGRADED, UsageProblem
from grader.records.text import show
from grader.worker.protections import is_confined


def check_workers(folder: Path | None, address: str, allow_unconfined: bool, allow_skew: bool, as_json: bool) -> None:
    """Prints what each worker is, and whether it grades the reference in full; exits with 4 where one is of no use."""
    check_extra()
    from grader.cluster.crew import describe_open
    from grader.cluster.trials import try_workers

    course = open_course(folder)
    if not course.exercises:
        raise UsageProblem("the course has no exercises, so there is nothing to try")
    if warning := describe_open(address):
        click.echo(f"grader: {warning}", err=True)
    findings = try_workers(course, address, allow_unconfined, allow_skew)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(findings), indent=2).decode())
    else:
        for finding in findings:
            click.echo(f"{show(finding.address)}: {'NOT USED' if finding.problem else f'{finding.judges} judges'}")
            if facts := finding.facts:
                versions = facts.versions
                click.echo(f"  {show(facts.host)}, {facts.cores} cores, {show(versions.platform)}")
                click.echo(
                    f"  grader {show(versions.grader)} ({show(versions.engine, 9)}), "
                    f"Python {show(versions.python)}, numpy {show(versions.numpy)}"
                )
                confined = "a submission is confined" if is_confined(facts.isolation) else "NOT CONFINED"
                click.echo(f"  {confined}: {show(', '.join(facts.isolation)) or 'no protection at all'}")
            if finding.skew:
                click.echo(f"  other versions: {show(finding.skew)}")
            click.echo(f"  {show(finding.problem, 400) or 'a trial submission got full points'}")
        used = [finding for finding in findings if not finding.problem]
        judges = sum(finding.judges for finding in used)
        click.echo(f"{len(used)} of {len(findings)} workers would be used, {judges} judges in all")
    if any(finding.problem for finding in findings):
        sys.exit(UNGRADED)


def print_recipe(name: str | None) -> None:
    """Prints one recipe, or what there is."""
    if name:
        click.echo(read_recipe(name), nl=False)
        return
    for recipe in find_recipes():
        click.echo(f"{recipe.name:<12} {recipe.file}: {recipe.title}")
