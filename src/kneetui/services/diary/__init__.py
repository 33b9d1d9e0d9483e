"""Entries: to look through, to write, to take back."""
