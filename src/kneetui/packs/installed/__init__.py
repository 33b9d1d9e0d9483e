"""The packs that are installed, and where they stand."""
