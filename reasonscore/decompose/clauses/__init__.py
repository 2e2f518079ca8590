"""The clauses of a parsed sentence, and how each is divided: lists, what hangs on verbs and nouns, orders, examples."""
