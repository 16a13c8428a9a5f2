"""What was asked and what was answered, in order: enough to run a case's calls again on other code."""

from __future__ import annotations

import dataclasses

from grader.link.draws import NotedGenerator
from grader.link.link import Link
from grader.worker import wire


@dataclasses.dataclass
class Event:
    """One request and its reply; None where the worker gave none."""

    request: wire.Request
    reply: wire.Reply | None = None


@dataclasses.dataclass
class Trace:
    """The events of one case, and what it has drawn for its inputs, as long as somebody may want to show it."""

    events: list[Event] = dataclasses.field(default_factory=list)
    rng: NotedGenerator | None = None


class Recorder:
    """A link that passes requests on and keeps a trace of them."""

    def __init__(self, link: Link) -> None:
        self._usual = self._link = link
        self.trace = Trace()

    def start_case(self, link: Link | None = None) -> None:
        """Begins a new trace; `link` answers in this case instead of the usual one."""
        self._link = link or self._usual
        self.trace = Trace()

    def request(self, request: wire.Request) -> wire.Reply:
        event = Event(request)
        self.trace.events.append(event)
        event.reply = self._link.request(request)
        return event.reply
