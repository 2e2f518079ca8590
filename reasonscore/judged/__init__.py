"""Readers for files that other systems already judged: output rows in, no model needed."""
