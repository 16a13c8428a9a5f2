"""Makes a class of one: the submission under the student's own name, and when it was handed in, as Gradescope says.

`identify.py METADATA SUBMISSION CLASS`. The name decides the seed where a course gives every student inputs of their own; of
a group it is that of the first address, whoever has handed in. Without metadata the student is called `student`.
"""

import json
import re
import shutil
import sys
from pathlib import Path


def read_metadata(path: Path) -> dict[str, object]:
    """Returns what Gradescope says of the submission; nothing where it cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def find_name(metadata: dict[str, object]) -> str:
    """Returns the student's address, fit for a folder."""
    users = metadata.get("users")
    users = [user for user in users if isinstance(user, dict)] if isinstance(users, list) else []
    names = sorted(str(user.get("email") or user.get("id") or "") for user in users)
    name = re.sub(r"[^\w@.+-]", "_", next(filter(None, names), ""))[:120].strip(".")
    return name or "student"


def main() -> None:
    """Copies the submission and writes `times.json`."""
    metadata, submission, target = (Path(word) for word in sys.argv[1:4])
    found = read_metadata(metadata)
    name, created = find_name(found), found.get("created_at")
    shutil.copytree(submission, target / name, symlinks=True)
    zoned = isinstance(created, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)", created)
    times = {name: created} if zoned else {}
    record = {"schema": "layer-grader/times/v1", "times": times}
    (target / "times.json").write_text(json.dumps(record), encoding="utf-8")


if __name__ == "__main__":
    main()
