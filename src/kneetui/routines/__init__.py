"""Exercises over time: which routine fits, what to do today, and how the plan follows the knee."""
