"""The journal of one person: entries, where they are kept, and what they show over time."""
