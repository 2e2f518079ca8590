"""What judges pairs of texts: the embedded model, any other one, words alone, or a judge of your own; and its cache."""
