"""A platform's bundle, tried as the platform runs it, before anybody uploads it.

The tree that the platform builds is built in a temporary folder, and a submission is graded in it with the bundle's own
scripts.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.bundles.platforms import Platform
from grader.records.errors import GraderFault

_CLASSROOM50 = {
    "CLASSROOM": "trial",
    "ASSIGNMENT": "trial",
    "ASSIGNMENT_TYPE": "individual",
    "OWNER": "trial",
    "USERNAME": "trial",
    "SUBMISSION_TAG": "submit/2026-01-01T00-00-00Z-0000000",
    "COMMIT_URL": "https://example.org/c",
    "RELEASE_URL": "https://example.org/r",
    "REVIEW_URL": "https://example.org/v",
}


def try_bundle(platform: Platform, bundle: Path, files: Mapping[str, bytes]) -> float:
    """Returns the score that the bundle gives a submission of these files. Raises `GraderFault` where it gives none."""
    with tempfile.TemporaryDirectory() as name:
        submission = Path(name) / "submission"
        submission.mkdir()
        for file, data in files.items():
            (submission / file).write_bytes(data)
        score = try_folder(platform, bundle, submission)
        if score is None:
            raise GraderFault(f"the bundle for {platform} leaves a submission ungraded")
        return score


def try_folder(platform: Platform, bundle: Path, submission: Path) -> float | None:
    """Returns the score that the bundle gives what lies in a folder of its own; None where it stays ungraded.

    Raises `GraderFault` where the bundle's scripts do not come to an end.
    """
    runs = {"gradescope": _run_gradescope, "autolab": _run_autolab, "classroom50": _run_classroom50}
    done, path = runs[platform](bundle, submission.parent, submission)
    try:
        record: dict[str, Any] = json.loads(path.read_bytes())
        if platform == "autolab":
            scores = list(record["scores"].values())
            return float(scores[0]) if scores else None
        is_blank = record.get("max-score") == 0  # Classroom 50's way to say that nothing was graded
        return None if is_blank or record.get("score") is None else float(record["score"])
    except (OSError, ValueError, KeyError, TypeError):
        said = (done.stderr or done.stdout).strip()[-1_000:]
        raise GraderFault(f"the bundle for {platform} gives no score (exit code {done.returncode}): {said}") from None


def _run_gradescope(bundle: Path, scratch: Path, submission: Path) -> tuple[subprocess.CompletedProcess[str], Path]:
    root = scratch / "autograder"
    shutil.copytree(bundle, root / "source")
    shutil.copytree(submission, root / "submission", symlinks=True)
    environment = {**os.environ, "AUTOGRADER": str(root), "GRADER_PYTHON": sys.executable}
    done = _start(["bash", str(root / "source" / "run_autograder")], scratch, environment)
    return done, root / "results" / "results.json"


def _run_autolab(bundle: Path, scratch: Path, submission: Path) -> tuple[subprocess.CompletedProcess[str], Path]:
    shutil.copyfile(bundle / "autograde.tar", submission / "autograde.tar")
    shutil.copyfile(bundle / "autograde-Makefile", submission / "Makefile")
    done = _start(["make"], submission, {**os.environ, "GRADER_PYTHON": sys.executable})
    (scratch / "last").write_text("".join(done.stdout.splitlines()[-1:]), encoding="utf-8")
    return done, scratch / "last"


def _run_classroom50(bundle: Path, scratch: Path, submission: Path) -> tuple[subprocess.CompletedProcess[str], Path]:
    shutil.copytree(bundle, scratch / "bundle")
    environment = {**os.environ, **_CLASSROOM50, "CLASSROOM50_BUNDLE_DIR": str(scratch / "bundle")}
    done = _start([sys.executable, "-P", str(scratch / "bundle" / "autograder.py")], submission, environment)
    return done, submission / "result.json"


def _start(command: list[str], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, errors="replace")
