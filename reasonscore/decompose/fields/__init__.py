"""What a claim says of itself: its polarity, certainty, time, quantities, whom it is about; one module a field."""
