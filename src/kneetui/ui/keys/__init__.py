"""Keys by the ids of their bindings: where they work, sets that come along, and what gets in each other's way."""
