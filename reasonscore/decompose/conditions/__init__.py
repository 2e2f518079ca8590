"""Conditions by their markers: the words that open them (`marker`), how far they reach, and what they govern."""
