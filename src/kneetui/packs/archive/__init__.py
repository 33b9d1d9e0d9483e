"""A pack as one reproducible file."""
