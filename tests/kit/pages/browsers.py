"""The browser that looks at pages in tests: Debian's chromium, or another one of its family that is installed.

Run as a script, it says whether there is one.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

INSTALL = "no browser found; `apt-get install chromium` installs the one that these tests use"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")


def find_browser() -> str | None:
    """Returns the path of a browser; `GRADER_BROWSER` names another one."""
    named = os.environ.get("GRADER_BROWSER")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def open_browser() -> Iterator[Any]:
    """Gives a headless browser. Its own sandbox is off: root may not use it, and the pages are ours."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


if __name__ == "__main__":
    sys.exit(find_browser() is None and INSTALL)
