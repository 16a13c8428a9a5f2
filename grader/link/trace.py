"""What was asked and what was answered, in order: enough to run a case's calls again on other code."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

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
    """The events of one case, and what it has drawn for its inputs, as long as somebody may want to show it.

    `found` is the reading of an attribute that turned out to be a method. It was never asked for: the names of an
    object's methods come with it.
    """

    events: list[Event] = dataclasses.field(default_factory=list)
    rng: NotedGenerator | None = None
    found: Event | None = None

    def find_method(self, target: int, name: str) -> None:
        """Adds that an attribute of an object is a method, where the case looked for a value."""
        replies = [event.reply for event in self.events if event.reply is not None]
        handles = [number for reply in replies for number in _list_handles(reply)]
        number = max(handles, default=wire.FIRST_HANDLE - 1) + 1
        self.found = Event(wire.Get(target, name), wire.Done(wire.Handle(number, "method")))

    def list_answers(self) -> list[Event]:
        """Returns what was asked of the submission, without what it was loaded from."""
        events = [*self.events, *([self.found] if self.found is not None else [])]
        return [event for event in events if not isinstance(event.request, wire.Load)]


def _list_handles(item: Any) -> Iterator[int]:
    """Yields the numbers of the objects in a reply."""
    match item:
        case wire.Handle():
            yield item.id
        case wire.Many():
            for single in item.replies:
                yield from _list_handles(single)
        case wire.Done():
            yield from _list_handles(item.value)
        case wire.Items() | wire.Table():
            for value in item.items:
                yield from _list_handles(value)


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
