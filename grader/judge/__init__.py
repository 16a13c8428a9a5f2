"""Judging: tasks come in, results go out. Trusted processes with suites and expected values; no submission runs there."""
