"""One session as it is played: what is called and shown in every second, and what was done."""
