"""What a person set, where things are kept, and the words for days and counts; below everything else."""
