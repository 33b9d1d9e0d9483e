"""Questions and the assessment."""
