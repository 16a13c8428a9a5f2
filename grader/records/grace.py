"""A bank of grace days: each student's days without a penalty, spent where they bring back the most points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Taken = Sequence[int]
"""For one late exercise what lateness takes with 0, 1, 2 … of its days forgiven."""


def spend_days(taken: Mapping[str, Taken], bank: int) -> dict[str, int]:
    """Returns how many days each exercise gets, so that lateness takes the least; of equal ways the one with fewest days.

    Days that would bring back nothing stay in the bank.
    """
    plans: dict[int, tuple[int, dict[str, int]]] = {0: (0, {})}
    for name, costs in taken.items():
        grown: dict[int, tuple[int, dict[str, int]]] = {}
        for spent, (saved, plan) in plans.items():
            for days in range(min(bank - spent, len(costs) - 1) + 1):
                found = saved + costs[0] - costs[days], {**plan, **({name: days} if days else {})}
                if spent + days not in grown or found[0] > grown[spent + days][0]:
                    grown[spent + days] = found
        plans = grown
    best = min(plans, key=lambda spent: (-plans[spent][0], spent))
    return plans[best][1]
