"""The format of packs: tables, limits, versions and deprecated spellings."""
