"""What grading again would change, for an instructor's terminal, before anything is replaced."""

from __future__ import annotations

from collections.abc import Sequence

import click
import msgspec

from grader.records.currency import Change
from grader.records.text import show


def print_preview(changes: Sequence[Change], graded: int, as_json: bool) -> None:
    """Prints who would change: lowered scores first, by how many points, and why."""
    if as_json:
        records = [{**msgspec.structs.asdict(one), "points": one.points} for one in changes]
        click.echo(msgspec.json.format(msgspec.json.encode(records), indent=2).decode())
        return
    moved = [one for one in changes if one.before is not None and one.after is not None]
    lowered, raised = [one for one in moved if one.points < 0], [one for one in moved if one.points > 0]
    others = [one for one in changes if one not in lowered and one not in raised]
    for title, rows in (("lowered", lowered), ("raised", raised[::-1]), ("changed otherwise", others)):
        if rows:
            click.echo(f"{title}: {len(rows)}")
        for one in rows:
            why = "; ".join(one.causes)
            points = f"{one.points:+d}" if one in lowered or one in raised else ""
            step = f"{_score(one.before)} -> {_score(one.after)} of {one.max_score}"
            click.echo(f"  {show(one.student)}  {one.exercise}  {points or '='}  ({step})  {why}")
            for case in one.cases[:5]:
                click.echo(f"      {case}")
    still = graded - len(changes)
    click.echo(f"{len(changes)} of {graded} results that are graded again would change, {still} stay as they are")


def _score(score: int | None) -> str:
    return "none" if score is None else str(score)
