"""What of the diary is on the screen: which stretch of it, which knee, and what somebody looks for."""
