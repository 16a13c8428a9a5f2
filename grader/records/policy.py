"""What a course decides about scores: lateness, a bonus above the full score, and what a student's total is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import msgspec

from grader.records.adjustments import LateRule
from grader.records.entries import Entry


class TotalRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[total]`: what exercises weigh, how many of the lowest do not count, how far adjustments may exceed a full score."""

    weights: dict[str, Annotated[float, msgspec.Meta(ge=0)]] = {}
    drop_lowest: Annotated[int, msgspec.Meta(ge=0)] = 0
    bonus_points: Annotated[int, msgspec.Meta(ge=0)] = 0


class Policy(msgspec.Struct, frozen=True):
    """Everything that a course decides about scores."""

    late: LateRule | None = None
    total: TotalRule | None = None


class Weighted(msgspec.Struct, frozen=True):
    """A student's total in percent, and the exercises that were dropped; None where a score is missing."""

    percent: float | None
    dropped: tuple[str, ...] = ()


def weigh(entries: Sequence[Entry], slugs: Sequence[str], rule: TotalRule) -> Weighted:
    """Returns the weighted mean of the scores, the lowest ones dropped; what is excused counts nowhere.

    Without weights each exercise weighs its points. An exercise with a weight of 0 is not dropped: it counts for nothing.
    """
    found: Mapping[str, Entry] = {entry.exercise: entry for entry in entries}
    weights = {slug: rule.weights.get(slug, 1.0) if rule.weights else None for slug in slugs}
    counted = []
    for slug in slugs:
        entry = found.get(slug)
        if weights[slug] == 0 or (entry is not None and entry.excused):
            continue
        if entry is None or entry.score is None:
            return Weighted(None)
        weight = weights[slug] if weights[slug] is not None else entry.max_score
        counted.append((entry.score / entry.max_score if entry.max_score else 1.0, float(weight or 0), slug))
    counted.sort(key=lambda one: (one[0], -one[1]))
    dropped = counted[: min(rule.drop_lowest, max(0, len(counted) - 1))]
    kept = counted[len(dropped) :]
    whole = sum(weight for _, weight, _ in kept)
    percent = round(100 * sum(share * weight for share, weight, _ in kept) / whole, 2) if whole else None
    return Weighted(percent, tuple(slug for *_, slug in dropped))
