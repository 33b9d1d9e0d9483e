"""Dialogs that more than one room opens."""
