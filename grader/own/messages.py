"""What a process that trains tells of it, one line of JSON each."""

from __future__ import annotations

import msgspec


class Started(msgspec.Struct, frozen=True, tag="started"):
    """The network is built: how many numbers it learns, how many images it trains on and is tested on."""

    parameters: int
    training: int
    testing: int


class Batch(msgspec.Struct, frozen=True, tag="batch"):
    """Somewhere in an epoch: how many images it has seen of it, and the mean loss so far."""

    epoch: int
    done: int
    loss: float | None


class Epoch(msgspec.Struct, frozen=True, tag="epoch"):
    """An epoch is done; a loss that is no finite number is None."""

    number: int
    loss: float | None
    accuracy: float
    cpu_s: float


class Reading(msgspec.Struct, frozen=True):
    """One test image, 64 numbers from 0 to 16: what it is, what the network says, and how sure it is of that, if it is."""

    pixels: list[int]
    digit: int
    said: int
    sure: float | None


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """Training is over, or was stopped."""

    accuracy: float
    cpu_s: float
    stopped: bool
    right: list[Reading]
    wrong: list[Reading]


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The student's code raised, or lacks something: what a student reads, and the exercise to look at."""

    problem: str
    slug: str = ""


Message = Started | Batch | Epoch | Finished | Failed
