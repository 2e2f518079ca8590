"""The parsed sentence: the pipeline, its trees in plain lists, and where a parser goes wrong and is put right."""
