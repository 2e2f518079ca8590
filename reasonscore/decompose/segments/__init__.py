"""Where a sentence is cut before it is parsed, and what of it makes no claim: `segment`, `filter`, `wrapper`."""
