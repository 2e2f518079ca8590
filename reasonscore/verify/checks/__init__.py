"""Deterministic clinical checks: what a model that is fluent on general text gets wrong."""
