"""Entries to look through: page by page, of one knee, or those that a search brings."""
