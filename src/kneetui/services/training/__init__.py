"""Routines: where a person is in them, and the session on its way."""
