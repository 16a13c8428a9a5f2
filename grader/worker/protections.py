"""What a worker can be protected with, and whether that is enough."""

from __future__ import annotations

import dataclasses
import sys

LIMITS = "rlimits"
OWN_UID = "own-uid"
NO_CAPABILITIES = "no-capabilities"
NO_NEW_PRIVS = "no-new-privs"
LANDLOCK = "landlock"
SECCOMP = "seccomp"
SECCOMP_NO_FILES = "seccomp-no-files"


@dataclasses.dataclass(frozen=True)
class Protections:
    """What a worker is wanted to have: Landlock, seccomp, and a zygote that forks it. Less is for tests and `doctor`."""

    landlock: bool = True
    seccomp: bool = True
    fork: bool = sys.platform == "linux"

    def to_argument(self) -> str:
        """Returns the protections as one word of a command line."""
        return "".join("1" if wanted else "0" for wanted in (self.landlock, self.seccomp, self.fork))

    @classmethod
    def from_argument(cls, word: str) -> Protections:
        """Returns what `to_argument` had."""
        return cls(*(letter == "1" for letter in word))


def is_confined(protections: list[str]) -> bool:
    """Tells whether these protections keep a submission from files, network, other processes and boundless use."""
    locked = SECCOMP_NO_FILES in protections or (SECCOMP in protections and LANDLOCK in protections)
    return locked and LIMITS in protections
