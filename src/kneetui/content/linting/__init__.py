"""What could be better in a pack, and where."""
