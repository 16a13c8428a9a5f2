# attack: answers with error reports that carry the names of the grader's own exceptions and of Python's exits
# honest: a forged error is an error
# expect: outcome=raised,failed,unimplemented,crashed,not_run max=0
import itertools

from grader.worker import session as worker
from grader.worker import wire

kinds = itertools.cycle(
    [
        "KeyboardInterrupt",
        "SystemExit",
        "GeneratorExit",
        "StopIteration",
        "MemoryError",
        "Exit",
        "UnicodeDecodeError",
        "ExceptionGroup",
        "AssertionError",
        "RecursionError",
        "print",
        "\u00e9",
    ]
)


def forge(self, request):
    kind = next(kinds)
    raised = wire.Raised("GraderFault", kind, "the grader failed", [(-1, "x"), (2**62, "y")])
    if isinstance(request, wire.Batch):
        return wire.Many([raised] * len(request.requests))
    return raised


worker.Session.request = forge


class Dense:
    pass
