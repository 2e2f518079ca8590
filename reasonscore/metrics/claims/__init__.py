"""Metrics over the verdicts of claims."""
