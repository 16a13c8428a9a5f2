"""Keys as they are pressed: one name for each, arrows and pages too, on every platform; without a terminal, letters."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import threading
from collections.abc import Callable, Iterator

_SEQUENCES = {
    "[A": "up",
    "[B": "down",
    "OA": "up",
    "OB": "down",
    "[5~": "page up",
    "[6~": "page down",
    "[H": "home",
    "[F": "end",
    "OH": "home",
    "OF": "end",
    "[1~": "home",
    "[4~": "end",
}
_WINDOWS = {"H": "up", "P": "down", "I": "page up", "Q": "page down", "G": "home", "O": "end"}


@contextlib.contextmanager
def read_keys(deliver: Callable[[str], None]) -> Iterator[None]:
    """Calls `deliver` with the name of each key while it lasts, from a thread; with `q` at the end of the input."""
    with _raw_terminal() as terminal:
        reader = _read_windows if terminal and os.name == "nt" else _read_terminal if terminal else _read_letters
        threading.Thread(target=reader, args=(deliver,), daemon=True).start()
        yield


@contextlib.contextmanager
def _raw_terminal() -> Iterator[bool]:
    """Gives whether standard input is a terminal; while it lasts, that gives each key at once and shows none."""
    if not sys.stdin.isatty():
        yield False
        return
    if os.name == "nt":
        yield True
        return
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin)
    try:
        yield True
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _read_terminal(deliver: Callable[[str], None]) -> None:
    descriptor = sys.stdin.fileno()
    while data := os.read(descriptor, 32):
        if data == b"\x1b" and select.select([descriptor], [], [], 0.05)[0]:
            data += os.read(descriptor, 8)
        for key in name_keys(data.decode("utf-8", "replace")):
            deliver(key)
    deliver("q")


def name_keys(text: str) -> Iterator[str]:
    """Yields the names of the keys that a terminal has sent."""
    while text:
        if text[0] == "\x1b":
            found = next((code for code in _SEQUENCES if text[1:].startswith(code)), None)
            yield "escape" if found is None else _SEQUENCES[found]
            text = "" if found is None else text[1 + len(found) :]
            continue
        yield text[0].lower() if text[0] != "G" else "end"
        text = text[1:]


def _read_windows(deliver: Callable[[str], None]) -> None:
    import msvcrt

    getwch: Callable[[], str] = vars(msvcrt)["getwch"]
    while True:
        key = getwch()
        deliver(_WINDOWS.get(getwch(), "") if key in ("\x00", "\xe0") else key.lower())


def _read_letters(deliver: Callable[[str], None]) -> None:
    while key := sys.stdin.read(1):
        deliver(key.lower())
    deliver("q")
