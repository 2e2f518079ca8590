"""Trial records: what a register's lines on arms, adverse events and outcomes say of a claim."""
