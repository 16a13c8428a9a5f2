"""What has been judged before: the same answers to the same questions are judged once.

Verdict, message, snippet and trace of a case are a function of its id, its seed, the submission's file name and the raw
bytes of the replies; where the submission raised, of its source as well, since the message shows its lines. They are kept by
a digest of these, bounded in bytes, and the least used go first. The same bytes are the same answers, and were checked when
they came first, so memory weakens nothing. Nothing is kept where a worker died or a limit was near.
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

Key = bytes


@dataclasses.dataclass(frozen=True)
class Remembered:
    """What became of a case. `complete`: the suite has asked for every reply, so what was printed is the case's own."""

    verdict: Verdict
    trace: Trace
    complete: bool


class Memory:
    """Verdicts by the digests of the replies, and diagnoses by those of all cases of a submission."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max = max_bytes
        self._size = 0
        self._entries: collections.OrderedDict[Key, tuple[Remembered | dict[str, Diagnosis], int]] = (
            collections.OrderedDict()
        )

    def find(self, key: Key) -> Remembered | None:
        """Returns what became of a case with these answers; None where it has not been judged."""
        found = self._find(key)
        return found if isinstance(found, Remembered) else None

    def find_diagnosis(self, key: Key) -> dict[str, Diagnosis] | None:
        """Returns the diagnosis of a submission whose cases all had these answers."""
        found = self._find(key)
        return found if isinstance(found, dict) else None

    def _find(self, key: Key) -> Remembered | dict[str, Diagnosis] | None:
        if key not in self._entries:
            return None
        self._entries.move_to_end(key)
        return self._entries[key][0]

    def keep(self, key: Key, item: Remembered | dict[str, Diagnosis], size: int) -> None:
        """Remembers a case whose replies have `size` bytes, or a diagnosis."""
        if key in self._entries:
            return
        self._entries[key] = item, size + _OVERHEAD
        self._size += size + _OVERHEAD
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


def digest_submission(keys: Sequence[Key]) -> Key:
    """Returns the key of a submission by those of its cases, in order."""
    return hashlib.blake2b(b"submission" + b"".join(keys), digest_size=20).digest()
