"""The real app in real pseudo-terminals."""
