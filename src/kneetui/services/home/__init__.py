"""What Today has to say."""
