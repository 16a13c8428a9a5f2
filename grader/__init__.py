"""A grader for neural-network layers written in numpy. The command is `grader`; in Jupyter, `%load_ext grader`."""

from typing import Any

__version__ = "0.1.0"


def load_ipython_extension(shell: Any) -> None:
    """What `%load_ext grader` calls."""
    from grader.magic import register

    register(shell)
