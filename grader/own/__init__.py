"""A student's own code on their own machine: a file and what to do with it come in, a Python of its own runs it."""
