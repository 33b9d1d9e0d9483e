"""Whether a pack is good: what is wrong with it, and what comes out for its cases."""
