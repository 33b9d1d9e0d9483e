"""What a command reads, writes, and says where it cannot go on."""
