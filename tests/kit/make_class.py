"""Makes a class by a script: correct solutions, known and unknown mistakes, missing files, syntax errors.

    python tests/kit/make_class.py FOLDER [--students 1000] [--exercises 10] [--seed 0]

Correct work comes from references and from other correct styles, known mistakes from `rewrites`, unknown ones from mutants
of the references. Each file gets small textual differences (a comment, blank lines), as no two people's files are equal.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from grader.authoring.files import find_styles
from grader.authoring.mutants import load_equivalents, make_mutants
from grader.course.layout import Course, Exercise, load_course

ROOT = Path(__file__).parents[2]
KINDS = {"correct": 60, "known": 15, "unknown": 15, "missing": 6, "syntax": 4}
"""What a class hands in, in percent."""


def find_sources(exercise: Exercise) -> dict[str, list[bytes]]:
    """Returns the sources of each kind that there are for an exercise."""
    rewrites = ROOT / "tests" / "kit" / "rewrites" / exercise.track / exercise.slug
    mutants = make_mutants(exercise)
    listed = load_equivalents(exercise, mutants)
    reference = exercise.reference.read_bytes()
    return {
        "correct": [reference, *(path.read_bytes() for path in find_styles(exercise))],
        "known": [path.read_bytes() for path in sorted(rewrites.glob("*.py"))],
        "unknown": [mutant.source for mutant in mutants if mutant.id not in listed],
        "syntax": [reference.replace(b"def ", b"def def ", 1)],
        "missing": [],
    }


def vary(source: bytes, rng: random.Random) -> bytes:
    """Returns a source with differences that change nothing."""
    return source + b"\n" * rng.randint(0, 3) + f"# {rng.getrandbits(48):x}\n".encode()


def draw_class(course: Course, slugs: list[str], students: int, seed: int) -> Iterator[tuple[str, str, str, bytes | None]]:
    """Yields student, slug, kind and source (None where nothing is handed in)."""
    rng = random.Random(seed)
    sources = {slug: find_sources(course.exercise(slug)) for slug in slugs}
    for number in range(students):
        for slug in slugs:
            (kind,) = rng.choices([*KINDS], [*KINDS.values()])
            found = sources[slug][kind] or (sources[slug]["unknown"] if kind == "known" else [])
            yield f"student{number:05}", slug, kind, vary(rng.choice(found), rng) if found else None


def choose_slugs(course: Course, count: int) -> list[str]:
    """Returns exercises that are rehearsed, in the order of the course."""
    return [e.slug for e in course.exercises if e.settings.limits.cpu_s < 10 and not e.settings.needs][:count]


def write_class(folder: Path, students: int, exercises: int, seed: int) -> dict[tuple[str, str], str]:
    """Writes the class and returns the kind of each hand-in."""
    course = load_course(ROOT)
    kinds = {}
    for student, slug, kind, source in draw_class(course, choose_slugs(course, exercises), students, seed):
        (folder / student).mkdir(parents=True, exist_ok=True)
        kinds[student, slug] = kind
        if source is not None:
            (folder / student / f"{slug}.py").write_bytes(source)
    return kinds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--exercises", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    kinds = write_class(options.folder, options.students, options.exercises, options.seed)
    print(f"{len(kinds)} hand-ins of {options.students} students in {options.folder}")


if __name__ == "__main__":
    main()
