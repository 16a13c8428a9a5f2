"""Names the mistake: runs what was asked of a submission again on known wrong models, and compares the answers.

Theory of operation. Every case leaves a trace: the requests and the submission's replies. A wrong model explains a
failing case where it gives every one of these replies, and not the reference's; a passing one where it gives either.
Nothing is guessed from scores. A model that explains every case is the diagnosis of all failing ones; where two cannot
be told apart, neither is named. A mistake's variants are tried where no mistake explains everything as it was declared
first. Where no model does, pairs are tried, one on top of the other and then side by side (`mixtures.py`), and at last a
case is named after the one model that explains it alone, unless other failing cases speak against that model. Where one
model alone does not name more than a third of them, slips are tried that nobody has described (`slips.py`). A failing
case in which every reply is the reference's, such as one that finds a method in place of a value, names nothing alone.

An exception that the reference does not raise is explained by one with the same text; by one with another text only by a
model that explains everything, where the same method gave an answer elsewhere: a mere typing error raises in every call.

A suite may let a submission keep (n,) where the reference keeps (1, n). Where no model fits exactly, answers may differ
by axes of length 1, where the model's answer has the shape of the reference's, so that no shape is the mistake.

The models run in this process (they are ours), are loaded once, and their replies are kept: with one seed for the course
the next submission is asked the same. A model follows the reference up to some reply of a case, and so does the
submission: a model that leaves it later than the submission is out before a number is compared. A mistake may sit in a
class, which outlives a case: such a model is asked again, in the order of the cases.

Where there are alternatives, as right as the reference with other numbers, all this is tried with each in its place:
first with the one that the submission agrees with in the most replies.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence

from grader.course.layout import Exercise
from grader.diagnosis.answers import count_answers, strip_names
from grader.diagnosis.mixtures import explain_together, find_effect, find_wrong
from grader.diagnosis.replays import Attempt, Models, Replay, find_answered
from grader.diagnosis.slips import SLIP, Slips
from grader.link.trace import Trace
from grader.link.wrong_models import load_alternatives, load_wrong_models
from grader.records.results import Diagnosis
from grader.worker import wire

MIN_ANSWERS = 2
MAX_PAIRS = 30
MAX_ASKED = 8


class Diagnostician:
    """Diagnoses submissions of one exercise."""

    def __init__(self, exercise: Exercise, parts: list[wire.Module]) -> None:
        self._exercise = exercise
        self._parts = parts
        self._known = load_wrong_models(exercise)
        self._rights: list[Models] = [(), *((id,) for id in load_alternatives(exercise))]
        self._replays: dict[Models, Replay] = {}
        self._asked: dict[str, list[list[wire.Request]]] = {}

    @functools.cached_property
    def _slips(self) -> Slips:
        return Slips(self._exercise)

    @property
    def _first(self) -> list[str]:
        """The mistakes as they were declared first, without their variants."""
        return [name for name, item in self._known.items() if name == item.id]

    def diagnose(self, traces: Mapping[str, Trace], failing: Sequence[str]) -> dict[str, Diagnosis]:
        """Returns the diagnosis of each failing case that has one; `traces` holds every case that ran, in order."""
        if not failing or not self._known:
            return {}
        if any(len(known) == MAX_ASKED for known in self._asked.values()):
            self._asked.clear()
            self._slips.forget()
            for replay in self._replays.values():
                replay.begin_again()
        answered = find_answered(traces.values())
        plain = [self._meet(case, trace, case in failing, answered) for case, trace in traces.items()]
        tries = [
            [dataclasses.replace(attempt, loose=loose) for attempt in attempts]
            for attempts in self._arrange(plain)
            for loose in (False, True)
        ]
        touched = any(one.failing and one.has_touched() for one in plain)
        tries += [[dataclasses.replace(one, touched=True) for one in attempts] for attempts in tries if touched]
        tries = [attempts for attempts in tries if any(one.failing and one.differs for one in attempts)]
        for find in (self._find_one, self._find_pair):
            for attempts, names in itertools.product(tries, (self._first, self._known)):
                found = self._leave_out_variants(find(attempts, names))
                if found:
                    return self._name(found[0], attempts) if len(found) == 1 else {}
        # one by one, no exception is explained by an answer that another case gave
        alone = ([dataclasses.replace(one, answered=frozenset()) for one in attempts] for attempts in tries)
        named = next(filter(None, map(self._name_each, alone)), {})
        if len(named) < len(failing):
            for attempts in tries:
                found = self._leave_out_variants(self._find_mixture(attempts))
                if len(found) == 1:
                    return self._name(found[0], attempts)
            if len({item.id for item in named.values()}) != 1 or 3 * len(named) <= len(failing):
                return self._name_slip(tries) or named
        return named

    def _arrange(self, plain: Sequence[Attempt]) -> list[Sequence[Attempt]]:
        """Returns the attempts with the reference and with each alternative in its place, the likeliest first."""
        if len(self._rights) == 1:
            return [plain]
        every = [
            [dataclasses.replace(one, right=right, reference=self._replay(right)) for one in plain]
            for right in self._rights
        ]
        return sorted(every, key=lambda attempts: -sum(sum(one.matches) for one in attempts))

    def _meet(self, case: str, trace: Trace, failing: bool, answered: frozenset[str]) -> Attempt:
        """Returns an attempt, with the requests of an earlier submission where they are the same so far."""
        events = trace.list_answers()
        requests = [strip_names(event.request) for event in events]
        known = self._asked.setdefault(case, [])
        size = len(requests)
        number = next((n for n, variant in enumerate(known) if variant[:size] == requests[: len(variant)]), len(known))
        known += [] if number < len(known) else [requests]
        known[number] += requests[len(known[number]) :]
        theirs = [event.reply and strip_names(event.reply) for event in events]
        return Attempt((case, number), known[number], theirs, failing, self._replay(()), answered)

    def _name(self, models: Models, attempts: Sequence[Attempt]) -> dict[str, Diagnosis]:
        """Names the failing cases after the models that explain everything."""
        if count_answers(_replies(attempts)) < MIN_ANSWERS:
            return {}
        named = {one.key[0]: self._fitting(one, models) for one in attempts if one.failing}
        return {name: self._describe(tuple(alone) if len(alone) == 1 else models) for name, alone in named.items()}

    def _leave_out_variants(self, found: Iterable[Models]) -> list[Models]:
        """Returns the first of those that a student would read the same about."""
        firsts: dict[tuple[str, ...], Models] = {}
        for models in found:
            firsts.setdefault(tuple(self._known[name].id for name in models), models)
        return list(firsts.values())

    def _name_each(self, attempts: Sequence[Attempt]) -> dict[str, Diagnosis]:
        """Names each failing case after the one model that explains it; a model needs two answers in its cases together.

        Where several models do, those are out that a passing case refutes; of the rest the one counts that explains
        another case alone. Variants of one mistake are as good as one another.
        """
        groups: dict[str, list[tuple[Attempt, str]]] = {}
        undecided: list[tuple[Attempt, list[str]]] = []
        passing = [one for one in attempts if not one.failing]
        for one in attempts:
            fitting = self._fitting(one, one.fitting) if one.failing else []
            if len({self._known[name].id for name in fitting}) > 1:
                fitting = [name for name in fitting if self._explains_all((name,), passing)]
            if one.differs and len({self._known[name].id for name in fitting}) == 1:
                groups.setdefault(self._known[fitting[0]].id, []).append((one, fitting[0]))
            else:
                undecided.append((one, fitting))
        for one, fitting in undecided:
            named = {self._known[name].id: name for name in fitting if self._known[name].id in groups}
            if len(named) == 1:
                groups[next(iter(named))].append((one, named[next(iter(named))]))
        sure = [
            group
            for group in groups.values()
            if count_answers(_replies(one for one, _ in group)) >= MIN_ANSWERS and self._stands(group, attempts)
        ]
        return {one.key[0]: self._known[name] for group in sure for one, name in group}

    def _stands(self, group: Sequence[tuple[Attempt, str]], attempts: Sequence[Attempt]) -> bool:
        """Tells whether fewer failing cases refute a mistake than it explains; one is too few where others differ."""
        replays = [self._replay((name, *group[0][0].right)) for name in dict.fromkeys(name for _, name in group)]
        others = [one for one in attempts if one.failing and all(one is not other for other, _ in group)]
        ahead = [
            min(one.parting - replay.leave(one) for replay in replays)
            for one in others
            if not any(replay.explains(one) for replay in replays)
        ]
        return sum(lead > 0 for lead in ahead) < len(group) and (len(group) > 1 or max(ahead, default=-1) < 0)

    def _name_slip(self, tries: Sequence[Sequence[Attempt]]) -> dict[str, Diagnosis]:
        """Names all failing cases after the slip that gives every reply in every case.

        Exceptions alone are too little: two pieces of code can stumble over the same thing for different reasons. Slips
        are not tried on top of alternatives, where each would hold a copy of all the wrong models.
        """
        likely = [
            attempts
            for attempts in tries
            if not (attempts[0].right or attempts[0].touched)
            and any(one.failing and not one.parts_with_exception for one in attempts)
            and count_answers(_replies(attempts)) >= MIN_ANSWERS
        ]
        found: list[list[str]] = [[] for _ in likely]
        for id in self._slips if likely else ():
            for attempts, explaining in zip(likely, found, strict=True):
                if not self._slips.parts_later(id, attempts):
                    if self._explains_all((id,), attempts):
                        explaining.append(id)
                    self._slips.note(id, attempts, self._replay((id,)))
        for attempts, explaining in zip(likely, found, strict=True):
            told = self._slips.describe(explaining) if explaining else None
            if told:
                return {one.key[0]: told for one in attempts if one.failing}
        return {}

    def _find_one(self, attempts: Sequence[Attempt], names: Collection[str]) -> list[Models]:
        """Returns the models that give every reply in every case."""
        return [(name,) for name in names if self._explains_all((name,), attempts)]

    def _find_pair(self, attempts: Sequence[Attempt], names: Collection[str]) -> list[Models]:
        """Returns the pairs that give every reply in every case.

        Both agree on every passing case, and a failing case that single models explain is explained by one of the two.
        """
        for one in attempts:
            one.fitting = self._fitting(one, names) if one.failing else []
        fits = [set(one.fitting) for one in attempts if one.failing]
        likely = set().union(*fits)
        passing = [one for one in attempts if not one.failing]
        agreeing = [name for name in names if likely and self._explains_all((name,), passing)]
        pairs = (
            pair
            for pair in itertools.combinations(agreeing, 2)
            if self._known[pair[0]] is not self._known[pair[1]]
            and likely & set(pair)
            and all(not fitting or fitting & set(pair) for fitting in fits)
        )
        found: list[Models] = []
        for pair in itertools.islice(pairs, MAX_PAIRS):
            found += [order for order in (pair, pair[::-1]) if self._explains_all(order, attempts)][:1]
        return found

    def _find_mixture(self, attempts: Sequence[Attempt]) -> list[Models]:
        """Returns the pairs that give every wrong item of the answers, each one its own, where neither is on top.

        In a passing case a pair may change what the submission changes too: such a case does not look at it.
        """
        pairs = dict.fromkeys(itertools.combinations(self._first, 2), (False, False))
        for attempt in sorted(attempts, key=lambda one: not one.failing):
            names = dict.fromkeys(name for pair in pairs for name in pair)
            replays = {name: self._replay((name, *attempt.right)) for name in names}
            effects = {name: find_effect(attempt, replay.answer(attempt)) for name, replay in replays.items()}
            wrong = find_wrong(attempt) if attempt.failing else set()
            for pair in list(pairs):
                one, other = (effects[name] for name in pair)
                if explain_together(wrong, one, other) and not any(replays[name].remembers for name in pair):
                    first, second = pairs[pair]
                    pairs[pair] = (first or bool(one.hits - other.hits), second or bool(other.hits - one.hits))
                else:
                    del pairs[pair]
            if not pairs:
                break
        return [pair for pair, own in pairs.items() if all(own)]

    def _fitting(self, attempt: Attempt, names: Iterable[str]) -> list[str]:
        replays = {name: self._replay((name, *attempt.right)) for name in names}
        return [name for name, replay in replays.items() if not replay.remembers and replay.explains(attempt)]

    def _explains_all(self, models: Models, attempts: Sequence[Attempt]) -> bool:
        replay = self._replay((*models, *(attempts[0].right if attempts else ())))
        if not replay.remembers:
            explained = all(replay.explains(one) for one in sorted(attempts, key=lambda one: not one.failing))
            if not replay.remembers:
                return explained
        replay.begin_again()
        return all(replay.explains(one) for one in attempts)

    def _replay(self, models: Models) -> Replay:
        if models not in self._replays:
            slips = [id for id in models if id.startswith(SLIP)]
            rest = tuple(id for id in models if id not in slips)
            source = self._slips.read_source(slips[0]) if slips else None
            self._replays[models] = Replay(self._exercise, rest, self._parts, source)
        return self._replays[models]

    def _describe(self, models: Models) -> Diagnosis:
        found = [self._known[name] for name in models]
        if len(found) == 1:
            return found[0]
        titles, hints = [item.title for item in found], [item.hint for item in found]
        return Diagnosis("+".join(item.id for item in found), "; and: ".join(titles), " ".join(hints))


def _replies(attempts: Iterable[Attempt]) -> list[wire.Reply | None]:
    return [reply for one in attempts for reply in one.theirs]
