"""What a case asks, known before it is played: its script, sent in one message instead of one for each call.

Theory of operation. A suite is a function of the seed and of the replies. In warm-up the reference has been graded, and its
trace of a case holds what a suite asks of a submission that answers rightly: the script. A submission is sent the whole
script of a case at once. The suite then runs against the replies, as long as its next request equals the script's next
one byte for byte. Where a script is at its end, or was stopped by an exception over there, the suite goes on live: the
worker has executed exactly what was asked. Where a request differs, the worker has executed what the suite did not ask, and
the case is played again, live, from its beginning (`Departed`).

A submission sees a script's later requests before it answers the earlier ones. So a script ends before the first request
that carries what an earlier answer should be: an array that the reference answered and that was not sent before.

A script depends on the course, the seed, the suites and the reference alone, never on another submission: no result
depends on what was graded before, and no student's answer travels to another.

Rejected: one frame for each request, all sent at once (a wake-up for each reply costs what it should save), and scripts
from correct submissions of the class (they would carry one student's answers to another).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from grader.link.link import Link
from grader.link.trace import Trace
from grader.worker import wire

FEWEST = 2
"""Requests below which a script saves nothing."""


class Departed(BaseException):
    """The suite asks something else than the script. No suite catches it: it is no `Exception`."""


@dataclasses.dataclass(frozen=True)
class Script:
    """A case's requests: each one packed, and all of them in one frame. `whole` where none was left out."""

    requests: tuple[bytes, ...]
    frame: bytes
    whole: bool


def make_script(trace: Trace) -> Script | None:
    """Returns the script of a case that the reference has passed; None where it raised, or asked too little."""
    kept: list[wire.Request] = []
    sent: set[bytes] = set()
    answered: set[bytes] = set()
    for event in trace.events:
        if event.reply is None or _raised(event.reply):
            return None
        carried = set(_arrays(event.request))
        if carried & (answered - sent):
            break
        sent |= carried
        answered |= set(_arrays(event.reply))
        kept.append(event.request)
    if len(kept) < FEWEST:
        return None
    packed = tuple(wire.pack_frame(request) for request in kept)
    return Script(packed, wire.pack_frame(wire.Script(kept)), len(kept) == len(trace.events))


def ends_in_error(replies: Sequence[bytes]) -> bool:
    """Tells whether the last packed reply is an exception, or cannot be read: then a message shows lines of the source."""
    if not replies:
        return True
    if _RAISED not in replies[-1]:
        return False
    try:
        return _raised(wire.decode_reply(replies[-1]))
    except wire.WireError:
        return True


_RAISED = b"raised"
"""The tag of an exception, which is in every packed one."""


def _raised(reply: wire.Reply) -> bool:
    return any(isinstance(one, wire.Raised) for one in (reply.replies if isinstance(reply, wire.Many) else [reply]))


def _arrays(item: object) -> Iterator[bytes]:
    """Yields the numbers of every array in a request or a reply, whatever its shape, that could not be guessed."""
    if isinstance(item, wire.Array):
        if not item.scalar and len(item.data) >= 16 and any(item.data):
            yield item.data
    elif isinstance(item, list | tuple):
        for one in item:
            yield from _arrays(one)
    elif isinstance(item, dict):
        yield from _arrays(list(item.values()))
    elif isinstance(item, wire.Done | wire.Set | wire.Put):
        yield from _arrays(item.value)
    elif isinstance(item, wire.Call):
        yield from _arrays([item.args, item.kwargs])
    elif isinstance(item, wire.Items | wire.Table):
        yield from _arrays(item.items)
    elif isinstance(item, wire.Batch):
        yield from _arrays(item.requests)
    elif isinstance(item, wire.Many):
        yield from _arrays(item.replies)


class KeptAnswers:
    """A link that answers as a trace says, to prove that a suite asks the same when it gets the same answers."""

    def __init__(self, trace: Trace) -> None:
        self._events = list(trace.events)
        self._next = 0
        self.departed = False

    @property
    def finished(self) -> bool:
        return self._next == len(self._events)

    def request(self, request: wire.Request) -> wire.Reply:
        """Returns the reply that this request had. Raises `Departed` where it is another request."""
        event = self._events[self._next] if not self.finished else None
        if event is None or event.reply is None or wire.pack_frame(request) != wire.pack_frame(event.request):
            self.departed = True
            raise Departed
        self._next += 1
        return event.reply


class Rehearsed:
    """A link that answers from a worker's replies to packed requests, and goes on live behind them.

    `finished` tells whether the suite has asked for every reply that there is, `live` whether it asked for more.
    """

    def __init__(self, requests: Sequence[bytes], replies: Sequence[bytes], worker: Link) -> None:
        self._requests, self._replies, self._worker = requests, replies, worker
        self._next = 0
        self.departed = self.live = False

    @property
    def finished(self) -> bool:
        return self._next >= len(self._replies)

    def request(self, request: wire.Request) -> wire.Reply:
        """Returns the reply. Raises `Departed` where the request is another one, and `WireError`."""
        if self.finished:
            self.live = True
            return self._worker.request(request)
        if wire.pack_frame(request) != self._requests[self._next]:
            self.departed = True
            raise Departed
        self._next += 1
        return wire.decode_reply(self._replies[self._next - 1])
