"""What goes together in a diary, and trials of one person."""
