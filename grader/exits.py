"""The exit codes of the command, as programs rely on them."""

FAILING, USAGE, COURSE_ERROR, UNGRADED = 1, 2, 3, 4
