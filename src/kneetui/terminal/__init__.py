"""Everything that leans on the insides of Textual, each with the reason."""
