"""Seeds: one for each case, from the course's seed and the case's id, so that a result can be run again."""

from __future__ import annotations

import hashlib
import hmac


def derive_run_seed(course_seed: int, policy: str, student: str) -> int:
    """Returns the seed of one student's run: the course's own, or an HMAC of the student under `per-student`."""
    if policy == "course":
        return course_seed
    key = str(course_seed).encode()
    return int.from_bytes(hmac.digest(key, student.encode("utf-8", "replace"), "sha256")[:6], "big")


def derive_case_seed(run_seed: int, case_id: str, purpose: str) -> int:
    """Returns the seed of one case for one purpose: `suite` for its inputs, `worker` for what the student draws."""
    text = f"{run_seed}/{case_id}/{purpose}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")
