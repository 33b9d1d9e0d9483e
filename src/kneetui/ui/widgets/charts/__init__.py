"""Charts and the month."""
