"""Changes in the diary that ask for another look at the knee."""
