"""From scores to estimates with intervals, and comparisons of two systems."""
