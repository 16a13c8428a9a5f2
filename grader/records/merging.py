"""Adjustments of several runs as one file: the same one once, and of two that contradict each other neither."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from grader.records.adjustments import ADJUSTMENTS, Adjustment, load_adjustments
from grader.records.errors import UsageProblem
from grader.records.results import write_atomically
from grader.records.text import show


def merge_adjustments(folders: Sequence[Path], out: Path) -> None:
    """Writes what stands in the adjustments of `folders` into `out`. Raises `UsageProblem` for two that disagree."""
    found = {folder: load_adjustments(folder) for folder in folders}
    found = {folder: adjustments for folder, adjustments in found.items() if adjustments}
    if not found:
        return
    texts = {(folder / ADJUSTMENTS).read_bytes() for folder in found}
    data = texts.pop() if len(texts) == 1 else _render(_join(found)).encode()
    if (out / ADJUSTMENTS).is_file() and (out / ADJUSTMENTS).read_bytes() == data:
        return
    write_atomically(out / ADJUSTMENTS, data)


def _join(found: dict[Path, list[Adjustment]]) -> list[Adjustment]:
    joined: dict[tuple[str, str], tuple[Path, list[Adjustment]]] = {}
    for folder, adjustments in found.items():
        mine: dict[tuple[str, str], list[Adjustment]] = {}
        for one in adjustments:
            mine.setdefault((one.student, one.exercise), []).append(one)
        for key, own in mine.items():
            other, theirs = joined.setdefault(key, (folder, own))
            if theirs != own:
                raise UsageProblem(
                    f"{ADJUSTMENTS} of {show(other)} and of {show(folder)} disagree about {show(key[0])} in {key[1]}; "
                    "make them alike, or leave one of the two out, and merge again"
                )
    return [one for _, own in joined.values() for one in own]


def _render(adjustments: Sequence[Adjustment]) -> str:
    """Returns `adjustments.toml`; what has its default is left out."""
    lines = ["format = 1"]
    for one in sorted(adjustments, key=lambda one: (one.student, one.exercise)):
        lines += ["", "[[adjustment]]"]
        plain = {field.name: field.default for field in msgspec.structs.fields(Adjustment)}
        for name, value in msgspec.structs.asdict(one).items():
            if value != plain[name]:
                lines.append(f"{name} = {_cell(value)}")
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\x7f", "\\u007f")
