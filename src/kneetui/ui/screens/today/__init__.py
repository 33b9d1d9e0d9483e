"""Today, the home screen."""
