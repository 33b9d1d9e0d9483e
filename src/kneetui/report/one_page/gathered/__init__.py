"""What a report takes from the diary, the status and the assessments, part by part."""
