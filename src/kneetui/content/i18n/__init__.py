"""The texts of a library in other languages."""
