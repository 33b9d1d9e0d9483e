"""Checked tables, turned into the shapes of the content model."""
