"""Packs as things: checked, tried, built, shipped, installed. No Textual, no click."""
