"""The course and the submissions on disk: paths come in, typed content and source bytes go out."""
