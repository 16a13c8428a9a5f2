"""Gradescope's `submission_metadata.yml`: who handed in each submission, and when.

The file holds what students printed as well, so it is read one submission at a time: a record that is no YAML costs that
record alone. Nodes are composed and never constructed, so no tag of the file makes an object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import yaml

from grader.collecting.moments import to_utc
from grader.records.roster import Person

_WANTED = (":submitters", ":created_at")


class Submission(msgspec.Struct):
    """What `submission_metadata.yml` says of one submission."""

    submitters: list[Person] = []
    created_at: str = ""


def parse_metadata(text: str, lines: list[str] | None = None) -> dict[str, Submission]:
    """Returns the submissions of a `submission_metadata.yml`; adds a line for each record that cannot be read."""
    told: list[str] = [] if lines is None else lines
    records = list(_split(text))
    anchors: dict[str, yaml.Node] = {}
    found = {}
    for key, body in records:
        try:
            try:
                node = _compose(_keep_wanted(body), anchors)
            except yaml.composer.ComposerError:  # names a value that stands in a part that was left out
                anchors = _find_anchors(records)
                node = _compose(_keep_wanted(body), anchors)
            found[key] = _read_record(node)
        except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
            told.append(f"submission_metadata.yml: {key} cannot be read; its student is called after the submission")
    return found


def _split(text: str) -> Iterator[tuple[str, str]]:
    """Yields each key in the first column with the lines below it: nothing inside a record begins there."""
    key, body = "", list[str]()
    for line in text.split("\n"):
        head = re.fullmatch(r"[\"']?(\S+?)[\"']?: *\r?", line)
        if head or (line[:1].strip() and line[:1] != "#"):
            if key:
                yield key, "\n".join(body)
            key, body = head[1] if head else "", []
        else:
            body.append(line)
    if key:
        yield key, "\n".join(body)


def _keep_wanted(body: str) -> str:
    """Returns the record without its other sections: they may be megabytes of what students printed."""
    kept, level, keep = list[str](), 0, False
    for line in body.split("\n"):
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        level = level or (indent if text.strip() else 0)
        if indent == level and text.strip() and not text.startswith("- "):
            keep = text.split(": ")[0].rstrip(":\r ").strip("\"'") in _WANTED
        kept += [line] if keep else []
    return "\n".join(kept)


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, which may begin with anchors of the records before."""

    anchors: dict[str, yaml.Node]


def _compose(body: str, anchors: dict[str, yaml.Node]) -> yaml.Node | None:
    loader = _Loader(body)
    try:
        loader.anchors = {
            name: node for name, node in anchors.items() if not re.search(rf"&{re.escape(name)}(?!\S)", body)
        }
        own = loader.anchors
        node = loader.get_single_node()
        anchors.update(own)
        return node
    finally:
        loader.dispose()


def _find_anchors(records: list[tuple[str, str]]) -> dict[str, yaml.Node]:
    """Returns the named values of all records, read in full."""
    anchors: dict[str, yaml.Node] = {}
    for _, body in records:
        try:
            _compose(body, anchors)
        except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
            continue
    return anchors


def _read_record(node: yaml.Node | None) -> Submission:
    parts = _pairs(node)
    people = parts.get(":submitters")
    submitters = [_submitter(_pairs(one)) for one in people.value] if isinstance(people, yaml.SequenceNode) else []
    created = parts.get(":created_at")
    time = _text(created) or _text(_pairs(created).get("utc"))
    return Submission(submitters, to_utc(time))


def _submitter(keys: dict[str, yaml.Node]) -> Person:
    name, number, email = (_text(keys.get(key)) for key in (":name", ":sid", ":email"))
    return Person("gradescope", name=name, id=number, email=email)


def _pairs(node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        found.setdefault(_text(key), value)
    return found


def _text(node: yaml.Node | None) -> str:
    """Returns a scalar as it is written, so that `0042` stays; empty where it is null or something else."""
    if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
        return ""
    return str(node.value).encode("utf-8", "replace").decode("utf-8")
