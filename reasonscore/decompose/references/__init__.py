"""What words point at: pronouns, abbreviations, corrections, repetition; `entity` remembers what a text spoke of."""
