"""Routines, plans and exercises."""
