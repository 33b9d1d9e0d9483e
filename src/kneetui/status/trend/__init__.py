"""The days of a knee: pain, load, and where they are heading."""
