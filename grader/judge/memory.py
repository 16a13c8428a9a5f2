"""What has been judged before: the same answers to the same questions are judged once.

Verdict, message, snippet and trace of a case are a function of its id, its seed, the submission's file name and the raw
bytes of the replies; where the submission raised, of its source as well, since the message shows its lines. They are kept by
a digest of these, bounded in bytes, and the least used go first. The same bytes are the same answers, and were checked when
they came first, so memory weakens nothing. Nothing is kept where a worker died or a limit was near.

What a suite asks next is such a function too, so it is kept in the same way, for cases that leave their script or have none.
A submission gets a remembered request only after it has given every answer that led to it, byte for byte: the suite itself
would ask it the same, and nothing of another submission's answers can be learnt from it.
"""

from __future__ import annotations

import collections
import dataclasses
import hashlib
from collections.abc import Sequence

from grader.judge.verdicts import Verdict
from grader.link.trace import Trace
from grader.records.results import Diagnosis

MAX_BYTES = 64 * 2**20
_OVERHEAD = 2_000
"""What an entry takes beside its texts and its replies, roughly."""
_OVERHEAD_OF_A_REQUEST = 300

Key = bytes


@dataclasses.dataclass(frozen=True)
class Remembered:
    """What became of a case. `complete`: the suite has asked for every reply, so what was printed is the case's own."""

    verdict: Verdict
    trace: Trace
    complete: bool


@dataclasses.dataclass(frozen=True)
class Asked:
    """What the suite asks after these answers, packed; None where it departs from the script and has to be begun again."""

    frame: bytes | None


_Item = Remembered | Asked | dict[str, Diagnosis]


class Memory:
    """Verdicts by the digests of the replies, and diagnoses by those of all cases of a submission."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max = max_bytes
        self._size = 0
        self._entries: collections.OrderedDict[Key, tuple[_Item, int]] = collections.OrderedDict()

    def find(self, key: Key) -> Remembered | Asked | None:
        """Returns what became of a case with these answers, or what it asks next; None where neither is known."""
        found = self._find(key)
        return None if isinstance(found, dict) else found

    def find_diagnosis(self, key: Key) -> dict[str, Diagnosis] | None:
        """Returns the diagnosis of a submission whose cases all had these answers."""
        found = self._find(key)
        return found if isinstance(found, dict) else None

    def _find(self, key: Key) -> _Item | None:
        if key not in self._entries:
            return None
        self._entries.move_to_end(key)
        return self._entries[key][0]

    def keep(self, key: Key, item: _Item, size: int) -> None:
        """Remembers a case whose replies have `size` bytes, a request of that size, or a diagnosis."""
        if key in self._entries:
            return
        size += _OVERHEAD_OF_A_REQUEST if isinstance(item, Asked) else _OVERHEAD
        self._entries[key] = item, size
        self._size += size
        while self._size > self._max:
            self._size -= self._entries.popitem(last=False)[1][1]


def digest_case(case_id: str, seed: int, file: str, source_sha256: str, replies: Sequence[bytes]) -> Key:
    """Returns the key of a case's answers; `source_sha256` is empty where no line of the source can be shown."""
    digest = hashlib.blake2b(digest_size=20)
    for part in (case_id, str(seed), file, source_sha256):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    for reply in replies:
        digest.update(len(reply).to_bytes(4, "big") + reply)
    return digest.digest()


def digest_step(key: Key, source_sha256: str, reply: bytes) -> Key:
    """Returns the key of the same answers and one more."""
    return hashlib.blake2b(key + source_sha256.encode() + b"\0" + reply, digest_size=20).digest()


def digest_submission(keys: Sequence[Key]) -> Key:
    """Returns the key of a submission by those of its cases, in order."""
    return hashlib.blake2b(b"submission" + b"".join(keys), digest_size=20).digest()
