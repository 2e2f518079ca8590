"""What clinical words name: concepts, abbreviations, units, cues."""
