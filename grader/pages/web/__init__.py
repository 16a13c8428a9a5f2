"""What people open in a browser: results and what a course says of them come in, whole pages go out."""
