"""How each knee is, computed once from everything that is known."""
