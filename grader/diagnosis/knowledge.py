"""What a students' bundle knows about mistakes: the fingerprints of what each wrong model answers to the public cases.

A wrong model explains a failing case where the submission was asked the same and gave the same answers, and a passing one
where it passes it too, and gives the same answers where its own are not the reference's. A model that explains every case
is the diagnosis of all failing ones; else a case is named after the one model that explains it alone. The rules are those
of `grader.diagnosis.mistakes`, without models to run: two mistakes in one case have no name here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from grader.course.layout import Exercise
from grader.diagnosis.answers import count_answers, find_held, is_untouched, strip_names
from grader.diagnosis.fingerprints import Print, describe_form, describe_request, is_wrong, matches
from grader.diagnosis.mistakes import MIN_ANSWERS
from grader.link.trace import Event, Trace
from grader.records.results import Diagnosis
from grader.worker import wire


class KnownMistake(msgspec.Struct, frozen=True):
    """A mistake, and for each public case that it fails, or passes with answers of its own, what was asked and answered.

    The numbers are places in `prints`. A mistake is there once more for each alternative that it answers otherwise on, and
    for each of its variants, which count where no mistake explains everything as it was declared first.
    """

    diagnosis: Diagnosis
    failing: dict[str, list[int]]
    passing: dict[str, list[int]]
    variant: bool = False


class Knowledge(msgspec.Struct, frozen=True):
    """The file of one exercise. `prints` holds each request's kind and its reply's fingerprint once."""

    schema: str
    seed: int
    prints: list[tuple[str, Print]]
    mistakes: list[KnownMistake]


Level = Literal["exact", "loose", "touched"]
"""How alike answers have to be: in all; but for axes of length 1; or, where an argument was written into, only in that."""

SCHEMA = "layer-grader/mistakes/v1"


def read_knowledge(exercise: Exercise) -> Knowledge | None:
    """Returns what is known; None where there is no file, or one that cannot be read: then mistakes have no names."""
    try:
        found = msgspec.json.decode(exercise.known_mistakes.read_bytes(), type=Knowledge)
    except (OSError, msgspec.DecodeError):
        return None
    return found if found.schema == SCHEMA else None


def needs_seed(exercise: Exercise, seed: int) -> bool:
    """Tells whether mistakes have no names only because the cases were played under another seed than the course's."""
    found = None if exercise.reference.is_file() else read_knowledge(exercise)
    return found is not None and found.seed != seed


class Recogniser:
    """Names mistakes by the fingerprints of answers."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def diagnose(self, traces: Mapping[str, Trace], failing: Sequence[str]) -> dict[str, Diagnosis]:
        """Returns the diagnosis of each failing case that has one; `traces` holds every case that ran."""
        events = {case: list_events(trace) for case, trace in traces.items()}
        passing = [case for case in events if case not in failing]
        touched = any(
            not is_untouched(events[case][place].reply, handed)
            for case in failing
            for place, handed in _find_held(events[case]).items()
        )
        levels: tuple[Level, ...] = ("exact", "loose", "touched") if touched else ("exact", "loose")
        fits = {level: {case: self._find_fitting(case, events[case], level) for case in failing} for level in levels}
        for level in levels:
            everything = [
                known
                for known in self._knowledge.mistakes
                if all(known in fits[level][case] for case in failing)
                and self._agrees_where(known, passing, events, level)
            ]
            everything = [known for known in everything if not known.variant] or everything
            if everything:
                counted = sum(count_answers([event.reply for event in of_case]) for of_case in events.values())
                if len(_list_ids(everything)) > 1 or counted < MIN_ANSWERS:
                    return {}
                return dict.fromkeys(failing, everything[0].diagnosis)
        named = (self._name_each(events, fits[level], passing, level) for level in levels)
        return next(filter(None, named), {})

    def _name_each(
        self,
        events: Mapping[str, list[Event]],
        fits: Mapping[str, list[KnownMistake]],
        passing: Sequence[str],
        level: Level,
    ) -> dict[str, Diagnosis]:
        """Names each failing case after the one mistake that explains it; a mistake needs two answers in its cases.

        Where several do, passing cases refute some, and the one counts that explains another case alone.
        """
        left = {
            case: fitting
            if len(_list_ids(fitting)) < 2
            else [known for known in fitting if self._agrees_where(known, passing, events, level)]
            for case, fitting in fits.items()
        }
        alone = {fitting[0].diagnosis.id for fitting in left.values() if len(_list_ids(fitting)) == 1}
        groups: dict[str, list[str]] = {}
        chosen: dict[str, KnownMistake] = {}
        for case, fitting in left.items():
            single = len(_list_ids(fitting)) == 1
            named = fitting if single else [known for known in fitting if known.diagnosis.id in alone]
            if len(_list_ids(named)) == 1:
                groups.setdefault(named[0].diagnosis.id, []).append(case)
                chosen[case] = named[0]
        counts = {
            id: sum(count_answers([event.reply for event in events[case]]) for case in cases)
            for id, cases in groups.items()
        }
        return {
            case: known.diagnosis
            for case, known in chosen.items()
            if counts[id := known.diagnosis.id] >= MIN_ANSWERS
            and self._stands(known, groups[id], passing, events, level)
        }

    def _stands(
        self,
        known: KnownMistake,
        cases: Sequence[str],
        passing: Sequence[str],
        events: Mapping[str, list[Event]],
        level: Level,
    ) -> bool:
        """Tells whether a mistake explains more cases than refute it, and one alone is enough."""
        refuting = [case for case in passing if not self._agrees_where(known, [case], events, level)]
        others = [case for case in known.failing if case in events and case not in {*cases, *passing}]
        differing = any(self._differs(known.failing[case], events[case], level) for case in others)
        return len(refuting) < len(cases) and (len(cases) > 1 or not (refuting or differing))

    def _differs(self, places: list[int], events: list[Event], level: Level) -> bool:
        """Tells whether a case was asked and answered so up to the mistake's first own answer, and not there."""
        for number, place in enumerate(places[: len(events)]):
            print = self._knowledge.prints[place][1]
            same = self._same(events, number, place, level)
            if is_wrong(print) or not same:
                return is_wrong(print) and not same
        return False

    def _agrees_where(
        self, known: KnownMistake, passing: Sequence[str], events: Mapping[str, list[Event]], level: Level
    ) -> bool:
        """Tells whether no passing case refutes a mistake."""
        if known.failing.keys() & set(passing):
            return False
        asked = [case for case in passing if case in known.passing]
        return all(self._agrees(known.passing[case], events[case], level) for case in asked)

    def _find_fitting(self, case: str, events: list[Event], level: Level) -> list[KnownMistake]:
        known = [item for item in self._knowledge.mistakes if case in item.failing]
        return [item for item in known if self._agrees(item.failing[case], events, level)]

    def _agrees(self, places: list[int], events: list[Event], level: Level) -> bool:
        """Tells whether a case was asked this and answered so; begins at the end, where a case fails."""
        if len(places) != len(events):
            return False
        return all(self._same(events, number, places[number], level) for number in reversed(range(len(events))))

    def _same(self, events: list[Event], number: int, place: int, level: Level) -> bool:
        """Tells whether the submission was asked this, and answered so."""
        event, (request, print) = events[number], self._knowledge.prints[place]
        if describe_request(event.request) != request:
            return False
        handed = _find_held(events).get(number) if level == "touched" else None
        if handed is not None:
            untouched = is_untouched(event.reply, handed)
            return untouched != is_wrong(print) and (
                untouched or print.form == (event.reply and describe_form(event.reply))
            )
        return matches(event.reply, print, level == "loose")


def _find_held(events: Sequence[Event]) -> dict[int, wire.Value]:
    return find_held([event.request for event in events], [event.reply for event in events])


def _list_ids(known: Sequence[KnownMistake]) -> set[str]:
    return {item.diagnosis.id for item in known}


def list_events(trace: Trace) -> list[Event]:
    """Returns the events of a case, without loading and without the names that handles carry."""
    return [Event(event.request, event.reply and strip_names(event.reply)) for event in trace.list_answers()]
