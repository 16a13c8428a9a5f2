"""The templates of this room: jinja2 with autoescape; stylesheet and script stand in the page, and nothing is requested."""

from __future__ import annotations

import base64
import functools
import hashlib
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from grader.pages.web import words
from grader.records.text import clean

FOLDER = Path(__file__).with_name("templates")


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        finalize=_finish,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(outcome=words.say_outcome, moment=words.say_moment, share=words.say_share)
    environment.globals.update(count=words.count, listed=words.list_some)
    return environment


def _finish(value: Any) -> Any:
    """Takes from every text that goes into a page what no page can hold: control characters, marks of reading direction."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)


def render(name: str, **values: Any) -> str:
    """Returns the template called `name` with these values in it, escaped."""
    return _environment().get_template(name).render(style=_read("style.css"), **values)


def find_script(name: str) -> tuple[Markup, str]:
    """Returns a script of ours, and the name by which a page's policy lets it run and no other one."""
    script = _read(name)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return script, f"'sha256-{digest}'"


@functools.cache
def _read(name: str) -> Markup:
    return Markup((FOLDER / name).read_text(encoding="utf-8"))
