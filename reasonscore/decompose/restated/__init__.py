"""Sentences that are first put in other words, so that the rules behind can read them; `restated` tells which."""
