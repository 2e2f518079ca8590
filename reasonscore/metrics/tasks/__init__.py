"""Metrics of published tasks and of plain text comparison."""
