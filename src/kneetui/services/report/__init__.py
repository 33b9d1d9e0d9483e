"""Reports of the diary: what goes into one, in which format, and where to."""
