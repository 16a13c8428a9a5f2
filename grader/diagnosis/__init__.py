"""Naming the mistake: what was asked and answered comes in; a known mistake and lines that show it go out."""
