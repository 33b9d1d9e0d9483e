"""Hooks, and how plugins are found and called."""
