"""What a platform lets an instructor download: a folder or a zip, whose entries are read one by one."""

from __future__ import annotations

from pathlib import Path

from grader.course.trees import Entry, Refusal, walk_folder
from grader.course.zips import UnreadableZip, walk_zip
from grader.records.errors import UsageProblem


def find_entries(download: Path) -> tuple[list[Entry], list[str]]:
    """Returns the files of a folder or a zip, and a line for each entry that is refused.

    Raises `UsageProblem` where there is no such thing, or it is neither.
    """
    if not download.exists():
        raise UsageProblem(f"{download}: no such file or folder; give what the platform let you download")
    try:
        found = list(walk_folder(download) if download.is_dir() else walk_zip(download))
    except UnreadableZip as error:
        raise UsageProblem(f"{download}: neither a folder nor a zip that can be read ({error})") from None
    entries = [item for item in found if isinstance(item, Entry)]
    return entries, [item.line for item in found if isinstance(item, Refusal)]
