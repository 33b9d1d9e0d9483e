"""Widgets that take one answer."""
