"""From the TOML of packs to one library."""
