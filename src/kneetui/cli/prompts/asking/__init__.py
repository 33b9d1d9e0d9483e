"""What every flow in numbered lines asks and reads with."""
