"""From claims to the passages that could support or contradict them."""
