"""Metrics over a response as a text: loops, truncation, switched languages, copying, answers without a basis."""
