"""The commands for exercises and routines."""
