"""What people look at: results come in, text for a terminal goes out; later whole pages."""
