"""What is handed out: a course comes in; a folder for students, or for a platform's own machines, goes out."""
