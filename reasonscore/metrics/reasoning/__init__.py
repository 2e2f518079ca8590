"""Metrics over reasoning steps, references and explored paths."""
