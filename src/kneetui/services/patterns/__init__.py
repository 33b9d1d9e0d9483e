"""What goes together in the diary, and trials of one person, for screens and commands."""
