"""The `reasonscore` command: parse, call the library, write, exit code."""
