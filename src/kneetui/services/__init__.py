"""What screens and commands share, without a terminal."""
