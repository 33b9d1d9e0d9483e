"""The report, from whichever room."""
