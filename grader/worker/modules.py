"""A module that travels to a worker."""

from __future__ import annotations

import msgspec


class Module(msgspec.Struct, array_like=True, frozen=True):
    """A module: the name to import it by, the file name for messages, the source as bytes.

    `code` is the same compiled by the judge, for modules of the course's own: the worker runs the same Python.
    """

    name: str
    file: str
    source: bytes
    code: bytes = b""
