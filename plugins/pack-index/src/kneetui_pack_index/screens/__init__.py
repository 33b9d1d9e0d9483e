"""The screens of the indexes: which are trusted, what they offer."""
