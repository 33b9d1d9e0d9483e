"""What the screens of every room share."""
