"""Clusters: the same wrong answer of three or more students that no known mistake explains.

Theory of operation. Results hold no answers, only messages and outcomes. A message of a public case names shape, dtype,
the first differing element and the largest error of an answer, so under one seed equal answers have equal messages, and
unequal ones very rarely. That is what is compared; of an exception its text and the function it came from, without lines
and code. Hidden cases say nothing of their answers: students who fail hidden cases alone are put together by which they
fail, and such a cluster says so. Where students have inputs of their own, the numbers are left out of messages; that is
said as well. A submission that could not be loaded fails everywhere for one reason and is in no cluster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from grader.records.entries import Entry
from grader.records.results import Case

MIN_STUDENTS = 3
MIN_PATTERN = 2
"""Hidden cases that a pattern needs: one case that many fail is a hard case, not one answer."""
EXAMPLES = 3
_WRONG = ("failed", "raised")
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
_INSIDE = re.compile(r", in (\S+)\s*$", re.MULTILINE)

Basis = Literal["answers", "texts", "pattern"]


class Shared(msgspec.Struct, frozen=True):
    """A case that a cluster has in common, with the message of one of its students; `count` of them give this answer."""

    id: str
    title: str
    message: str
    count: int


class Cluster(msgspec.Struct, frozen=True):
    """Students with one wrong answer. `basis`: equal messages, equal messages but for their numbers, or only which fail."""

    slug: str
    students: list[str]
    cases: list[Shared]
    basis: Basis
    examples: list[str]


def derive_clusters(entries: Sequence[Entry]) -> list[Cluster]:
    """Returns the clusters of a class, the largest first, and after them those that only a pattern holds together."""
    by_slug: dict[str, list[Entry]] = {}
    for entry in entries:
        by_slug.setdefault(entry.exercise, []).append(entry)
    clusters = [cluster for slug, found in by_slug.items() for cluster in _cluster(slug, found)]
    return sorted(clusters, key=lambda one: (one.basis == "pattern", -len(one.students), one.slug, one.students))


def did_not_load(entry: Entry) -> bool:
    """Tells whether every public case raised one and the same exception: the file itself could not be loaded."""
    cases = [case for case in entry.result.cases if case.visibility == "public"]
    return (
        len(cases) > 1 and len({(case.outcome, case.message) for case in cases}) == 1 and cases[0].outcome == "raised"
    )


def _cluster(slug: str, entries: Sequence[Entry]) -> list[Cluster]:
    seeds = [entry.result.seed for entry in entries]
    own_inputs = len(set(seeds)) == len(seeds) > 1
    groups: dict[tuple[str, ...], dict[str, tuple[Entry, list[Case]]]] = {}
    for entry in entries:
        if did_not_load(entry):
            continue
        wrong = [case for case in entry.result.cases if case.outcome in _WRONG and case.diagnosis is None]
        public = [case for case in wrong if case.visibility == "public"]
        key: tuple[str, ...]
        if public:
            for case in public:
                seed = "" if own_inputs else str(entry.result.seed)
                key = ("answer", seed, case.id, _answer(case, own_inputs))
                groups.setdefault(key, {})[entry.student] = (entry, [case])
        elif len(wrong) >= MIN_PATTERN:
            key = ("pattern", *sorted(case.id for case in wrong))
            groups.setdefault(key, {})[entry.student] = (entry, wrong)
    clusters: list[tuple[set[str], list[Shared], Basis, list[Entry]]] = []
    for key, members in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        students = set(members)
        if len(students) < MIN_STUDENTS:
            continue
        entry, cases = members[min(students)]
        shared = [Shared(case.id, case.title, case.message, len(students)) for case in cases]
        basis: Basis = "pattern" if key[0] == "pattern" else "texts" if own_inputs else "answers"
        home = next((one for one in clusters if _belongs(students, one[0]) and basis == one[2]), None)
        if home is None:
            clusters.append((students, shared, basis, [found for found, _ in members.values()]))
        elif basis != "pattern":
            home[1].extend(one for one in shared if one.id not in {known.id for known in home[1]})
    return [Cluster(slug, sorted(a), b, c, _choose(d)) for a, b, c, d in clusters]


def _belongs(students: set[str], others: set[str]) -> bool:
    """Tells whether an answer is another side of the mistake that `others` share: at least half of them give it too."""
    return students <= others and len(students) * 2 >= len(others)


def _answer(case: Case, own_inputs: bool) -> str:
    """Returns what tells one wrong answer from another."""
    if case.outcome == "raised":
        first, _, rest = case.message.partition("\n")
        inside = _INSIDE.findall(rest)
        return f"{first} in {inside[-1]}" if inside else first
    return _NUMBER.sub("#", case.message) if own_inputs else case.message


def _choose(entries: Iterable[Entry]) -> list[str]:
    """Returns the students who show it best: those with the most points."""
    best = sorted(entries, key=lambda entry: (-(entry.result.score or 0), entry.student))
    return [entry.student for entry in best[:EXAMPLES]]
