"""What packs say: their format, and the library they merge into."""
