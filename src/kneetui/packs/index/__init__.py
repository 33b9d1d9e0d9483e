"""Packs by name from an index."""
