"""Where tasks run on other machines: tasks and a scheduler's address come in, the results of local judges go out."""
