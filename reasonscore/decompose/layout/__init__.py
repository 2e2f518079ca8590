"""From a text to its sentences: headings, lists, tables, notes, laboratory lines, and labels with what they label."""
