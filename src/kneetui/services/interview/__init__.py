"""One interview: how it begins, goes on and is kept."""
