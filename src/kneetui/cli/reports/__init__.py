"""The commands that tell somebody else: a report, its verification, dates for a calendar."""
