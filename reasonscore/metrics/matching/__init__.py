"""Whether two answers name the same thing: normalisation, the parts of a diagnosis, and their comparison."""
