"""Making and proving exercises: an exercise's files come in; what is wrong with them, or new ones, go out."""
