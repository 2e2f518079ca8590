"""From claims and passages to verdicts."""
