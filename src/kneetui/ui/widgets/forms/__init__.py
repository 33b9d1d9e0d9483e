"""Rows of a form."""
