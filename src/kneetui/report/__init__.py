"""What was found, written for another reader: text, JSON, Markdown."""
