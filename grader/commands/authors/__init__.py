"""What authors of a course type: the course's own files come in; a proof, new files or a bundle go out."""
