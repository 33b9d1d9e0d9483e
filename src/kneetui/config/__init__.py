"""What a person set and where things are kept; needed before anything else."""
