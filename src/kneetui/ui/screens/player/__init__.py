"""A session of a routine, set by set."""
