"""What a person tells in own words, as answers to confirm."""
