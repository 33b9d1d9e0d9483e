"""The diary in the order of its time and day by day."""
