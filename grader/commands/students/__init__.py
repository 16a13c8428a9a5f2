"""What students type: one person's own files come in, what to look at next goes out."""
