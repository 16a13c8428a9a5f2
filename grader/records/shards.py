"""Shards: which share of a class a run's folder holds, and what is missing when several are merged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from grader.records.errors import UsageProblem
from grader.records.results import encode_json, write_atomically
from grader.records.text import show

SHARD = "shard.json"


class Shard(msgspec.Struct, frozen=True):
    """`shard.json`: the share `number` of `count`, and the students and exercises of the whole class."""

    number: int
    count: int
    students: list[str]
    exercises: list[str]
    schema: str = "layer-grader/shard/v1"

    @property
    def share(self) -> list[str]:
        """The students of this share: every `count`-th one."""
        return self.students[self.number - 1 :: self.count]


def read_share(text: str) -> tuple[int, int]:
    """Returns the two numbers of `K/N`. Raises `UsageProblem` where it is none."""
    number, _, count = text.partition("/")
    plain = all(part.isascii() and part.isdigit() and len(part) < 7 for part in (number, count))
    if not (plain and 1 <= int(number) <= int(count)):
        raise UsageProblem(f"--shard {show(text)}: write it K/N, such as 1/4 for the first of four")
    return int(number), int(count)


def keep_shard(folder: Path, shard: Shard | None) -> None:
    """Writes which share the folder holds; a folder that holds everybody has no such file."""
    if shard is None:
        (folder / SHARD).unlink(missing_ok=True)
    else:
        write_atomically(folder / SHARD, encode_json(shard))


def find_shard(folder: Path) -> Shard | None:
    """Returns which share the folder holds; None where it is no shard. Raises `UsageProblem`."""
    try:
        return msgspec.json.decode((folder / SHARD).read_bytes(), type=Shard)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageProblem(f"{show(folder / SHARD)}: cannot be read ({error}); grade this shard again") from None


def find_gaps(shards: Sequence[Shard], graded: set[tuple[str, str]]) -> list[str]:
    """Returns a line for each shard that is not there, and for each that has results missing; empty where all is there."""
    if not shards:
        return []
    first = shards[0]
    if any((one.count, one.students) != (first.count, first.students) for one in shards):
        sizes = ", ".join(sorted({f"{one.count} shards of {len(one.students)} students" for one in shards}))
        return [f"these shards are not of one class ({sizes}); grade all of them again from the same submissions"]
    lines, there = [], {one.number: one for one in shards}
    slugs = list(dict.fromkeys(slug for one in shards for slug in one.exercises))
    for number in range(1, first.count + 1):
        share = first.students[number - 1 :: first.count]
        if number not in there:
            lines.append(f"shard {number}/{first.count} is missing: {_count(len(share), 'student')}")
            continue
        blank = [(student, slug) for student in share for slug in slugs if (student, slug) not in graded]
        if blank:
            student, slug = blank[0]
            lines.append(
                f"shard {number}/{first.count} has not ended: {_count(len(blank), 'result')} missing, first that of "
                f"{show(student)} in {slug}; repeat its command"
            )
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
