"""Shapings: what is done to a reward for the length of its response, one a file."""
