"""What a sentence states, read for the checks: numbers and what they measure, denials, conditions, sides compared."""
