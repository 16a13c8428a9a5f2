"""What instructors type: a class's folder or a run's folder comes in; results, tables and files for platforms go out."""
