"""What the rooms list."""
