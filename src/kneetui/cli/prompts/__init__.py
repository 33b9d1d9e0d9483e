"""Flows as numbered lines: for pipes, screen readers and terminals that cannot do more."""
