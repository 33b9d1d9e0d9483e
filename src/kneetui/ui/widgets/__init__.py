"""Widgets that know about drawing, not about what to do."""
