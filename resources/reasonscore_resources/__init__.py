"""Data that the library reads: the embedded model, lexicon tables, example records. No code."""
