"""kneetui: a terminal app for people whose knees hurt after training."""

__version__ = "0.1.0"
