"""Words and expressions, looked for many at once: `table` reads the stage's word lists, the rest finds them."""
