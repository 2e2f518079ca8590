"""From verified rows to scores: frozen values around pure functions."""
