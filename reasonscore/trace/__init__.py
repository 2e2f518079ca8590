"""From a response to its thinking, its answer and its steps."""
