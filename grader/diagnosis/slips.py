"""A slip as a diagnosis: what no known mistake explains, a right solution with one small change in it may.

Theory of operation. Nobody can describe every mistake beforehand. But the mutants that measure the suites are the reference
with one slip each: a sign, an axis, a step left out. One that gives every answer of a submission, in the cases that fail and
in those that pass, tells in which function the submission goes wrong and in what way, and that is said in plain words: not
what the line should be, which would be a line of the solution.

It is tried last, where known mistakes leave a case without a name. Where several slips explain a submission they have to sit
in one function; the kinds that they are of are all named. Where a submission only raises, none is told. What trains a
network is left out: a hundred trainings for one name are too dear. In a students' bundle there is no reference, and no slip.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from grader.course.layout import Exercise
from grader.diagnosis.replays import Attempt, Replay
from grader.records.results import Diagnosis

SLIP = "slip "
"""How the id of a slip begins."""
MOST_KINDS = 3
SLOW_CPU_S = 20.0
"""With a limit of so many CPU seconds an exercise trains something."""


class Slips:
    """The slips of one exercise's reference, by ids of their own."""

    def __init__(self, exercise: Exercise) -> None:
        from grader.authoring.larger_slips import LARGER_OPERATORS
        from grader.authoring.mutants import make_mutants  # not in a students' bundle, where no reference is either
        from grader.authoring.slips import KEEPER, OPERATORS

        operators = (*OPERATORS, *LARGER_OPERATORS)
        slow = exercise.settings.limits.cpu_s > SLOW_CPU_S
        made = (
            [] if slow else [m for m in make_mutants(exercise, operators) if KEEPER not in m.after or "." in m.function]
        )
        self._mutants = {f"{SLIP}{mutant.id}": mutant for mutant in made}
        self._followed: dict[tuple[str, tuple[str, int]], int] = {}
        self._written = _find_functions(exercise.stub.read_text(encoding="utf-8")) if exercise.stub.is_file() else set()

    def __iter__(self) -> Iterator[str]:
        return iter(self._mutants)

    def read_source(self, id: str) -> bytes:
        """Returns the reference with this slip in it."""
        return self._mutants[id].source

    def parts_later(self, id: str, attempts: Sequence[Attempt]) -> bool:
        """Tells whether a slip is known to follow the reference further than the submission in a case that fails."""
        return any(one.failing and self._followed.get((id, one.key), 0) > one.parting for one in attempts)

    def note(self, id: str, attempts: Sequence[Attempt], replay: Replay) -> None:
        """Remembers how far a slip followed the reference in the cases that were asked of it."""
        for one in attempts:
            if one.failing:
                place = id, one.key
                self._followed[place] = max(self._followed.get(place, 0), replay.leave(one))

    def forget(self) -> None:
        """Forgets how far slips follow the reference: cases have other numbers now."""
        self._followed.clear()

    def describe(self, ids: Sequence[str]) -> Diagnosis | None:
        """Returns what is said of slips that answer alike; None where they say too many things."""
        found = [self._mutants[id] for id in ids]
        kinds = [kind for kind in PHRASES if kind in {mutant.kind for mutant in found}]
        if len({mutant.function for mutant in found}) != 1 or len(kinds) > MOST_KINDS:
            return None
        where = self._name_place(found[0].function)
        title = f"{where} answers as if {', or '.join(PHRASES[kind] for kind in kinds)}"
        hint = " ".join([_BEGIN.format(where=where), HINTS[kinds[0]], _END])
        return Diagnosis(f"slip-{found[0].function}-{kinds[0]}", title, hint)

    def _name_place(self, function: str) -> str:
        """Returns how a student calls a function of the reference: by its name where the stub has it, else by its class."""
        if function in self._written:
            return f"`{function}`"
        owner = function.rpartition(".")[0]
        return f"your `{owner}`" if owner else "your code"


def _find_functions(stub: str) -> set[str]:
    """Returns the functions of a module and the methods of its classes, each with its class before it."""
    found: set[str] = set()
    for node in ast.parse(stub).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{item.name}" for item in node.body if isinstance(item, ast.FunctionDef)}
    return found


_BEGIN = (
    "No mistake that is known here explains your answers, but one small change to a right solution does: with that change "
    "it gives exactly what you give, in all cases. The change sits in what {where} does."
)
_END = (
    "Your code may be built in quite another way; look for the place that has the same effect. Work out one small example "
    "from the statement by hand, and print the steps beside it: the first number that differs is next to the slip."
)
PHRASES = {
    "default": "an argument of it had no default",
    "keepdims": "`keepdims` were missing in it, or there where it should not be",
    "tuple": "it returned the one element of a tuple without the tuple",
    "axis": "a sum, a mean or a maximum in it went over other axes",
    "transpose": "a matrix product in it had its sides the wrong way round, one not transposed, or one missing",
    "assigned": "something in it were assigned where it has to be added up",
    "term": "a term in it were missing",
    "sign": "a sign in it were turned",
    "factor": "a factor or a divisor in it were missing, or on the wrong side of the fraction line",
    "factor-more": "a result in it were divided or multiplied once more than it should be",
    "weights": "the two weights of an average in it had changed places",
    "first-kept": "what it stores at the first call were kept at all later calls",
    "last": "only the last sample counted in it",
    "power": "a square or a root in it were missing",
    "rounding": "a division in it were rounded otherwise",
    "step": "one of its steps were left out",
    "early": "one of its steps came too early",
    "branch": "a branch in it were always taken, or never",
    "comparison": "a comparison in it were turned, or treated equal values otherwise",
    "order": "two things in it had changed places",
    "missing": "something that it hands on were left out",
    "unapplied": "a function were not applied in it",
    "neighbour": "it used a neighbour of the right function or attribute",
    "mixed-up": "two variables in it were mixed up",
    "bounds": "a slice or a loop in it began or ended elsewhere, or took other steps",
    "count": "a whole number in it were another one",
    "constant": "a constant in it were another one",
    "flag": "a True in it were a False, or a False a True",
    "value": "a text in it were another one, or a None something else",
    "memory": "it kept in one place what has to be new in every call",
    "decorator": "its decorator were missing",
}
"""What comes after "answers as if", from what says most to what says least: of several kinds the first is explained."""
HINTS = {
    "default": "Compare the signature with the statement: which arguments may a caller leave out, and what do they mean "
    "then?",
    "keepdims": "After a sum along an axis the array has one axis less, unless `keepdims` keeps it with length 1. Print "
    "the shape before and after, and compare it with the table of shapes in the statement.",
    "tuple": "A shape of one size is written with a comma, so that it stays a tuple. Print what you return with `type` "
    "around it, and compare it with the table in the statement.",
    "axis": "Ask for every sum, mean and maximum which axes should be gone afterwards: the samples of the batch, the "
    "features, or the positions of an image. Then compare with the axes that you name.",
    "transpose": "Write the shapes of both sides under every matrix product, and what the inner axis counts: samples, "
    "inputs or units. Where two sizes happen to be equal, a wrong product raises nothing.",
    "assigned": "Ask of every loop whether a place can be reached twice. If so, each visit has to add its part to what is "
    "there; an assignment keeps only the last visit's part.",
    "term": "Count the terms of the formula, and yours. Is one of them never added, or taken off? Look at terms that "
    "are zero in easy examples, because those hide well.",
    "sign": "Go through every plus and minus, and through every difference: which side is taken from which? A "
    "gradient with its sign turned makes the loss grow instead of fall.",
    "factor": "Count the factors and divisors of the formula, and yours: the number of samples, a half, a rate, a "
    "scale. Is each there exactly once, and on the right side of the fraction line?",
    "factor-more": "Follow each result from where it is computed to where it is returned or used, and count what it is "
    "divided by and multiplied with: the number of samples, of elements, a two. Has somebody done one of "
    "these already, such as the loss?",
    "weights": "Of an average of old and new, one part has the weight that the statement names and the other one what is "
    "left to one. Which of the two belongs to the old value? Try a weight of 0.9, and see how fast the "
    "average moves.",
    "first-kept": "Call the method twice with different arguments, and look at what the layer remembers after the second "
    "call. Is there a condition that lets it store only once?",
    "last": "Ask of every loop over samples whether a later turn overwrites what an earlier one has found. Try a "
    "batch of two samples, and then the same samples one by one.",
    "power": "Compare squares and roots with the formula: a variance is no standard deviation, and a square that is "
    "missing changes little where numbers are near one.",
    "rounding": "Where a size is divided, ask what becomes of the rest: is it cut off, rounded up, or kept as a fraction?",
    "step": "Read the statement's list of what this method does, and tick off each step in your code. Which one is "
    "not there, or is reached only on some of the ways through it? A result that is computed and not stored "
    "or returned is such a step.",
    "early": "Ask in which order things happen: what is stored before it is used, and what is used before it is "
    "changed? A value that another line still needs in its old form has to be changed after that line.",
    "branch": "Say for every `if` in words when it should be taken, and when not, and try one example of each kind: in "
    "training and outside of it, trainable and frozen, at the first call and at the second.",
    "comparison": "Try the value at which the comparison changes its answer, then one just below and one just above it. "
    "What does the statement say about equality?",
    "order": "Compare the order of arguments, of returned values and of the sizes in a shape with the statement. Where "
    "two of them have the same type, nothing raises when they are exchanged.",
    "missing": "Compare what you hand on, as arguments or as entries of a dictionary, with the statement's list. Is one "
    "never passed, so that a default is taken in its place?",
    "unapplied": "Ask of every value in what form it is wanted: reshaped, copied, converted, summed, or put through a "
    "function first. Is it used raw somewhere?",
    "neighbour": "Look at the names that you use from numpy, and at the attributes that you read: sum or mean, max or min, "
    "zeros or ones, inputs or outputs. Is there one that sounds alike and does something else?",
    "mixed-up": "Names that are alike are easily exchanged: height and width, rows and columns, inputs and outputs, one "
    "moment and the other. Try an example in which all sizes differ.",
    "bounds": "Ask of every slice and every loop for its first and its last element, and how far apart two neighbours "
    "are. Try an example of two or three elements, and write down which ones are taken.",
    "count": "Whole numbers are axes, positions, counts and starts. Which of yours is one too large or too small? Try "
    "a small example, and count along.",
    "constant": "Compare the constants in your code with those in the formula, and the defaults with those in the table "
    "of arguments: a small number that is added, a rate, a decay.",
    "flag": "Ask of every True and False which state it stands for, and who reads it: training, trainable, "
    "initialized. What should it be at the very beginning, and what after the first call?",
    "value": "Compare the texts in your code, such as names of modes and keys, letter by letter with the statement, "
    "and ask where None stands for something that is not known yet.",
    "memory": "Call the method twice with different arguments, keep the first answer, and look at it again after the "
    "second call. Did it change, or did the second answer have the first one in it?",
    "decorator": "A property is read without brackets, a method is called with them, and a static method gets no `self`. "
    "Compare with how the statement uses it.",
}
