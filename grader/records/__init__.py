"""What is kept: results, a run's folder, the gradebook, adjustments, and the families of errors."""
