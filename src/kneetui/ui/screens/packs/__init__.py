"""The packs room."""
