"""Answers in, assessment out: how urgent, what it fits, what to do. Knows no terminal."""
