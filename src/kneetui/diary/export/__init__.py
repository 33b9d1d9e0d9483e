"""The diary as files that people read and take along."""
