"""Figure and digits of the player."""
