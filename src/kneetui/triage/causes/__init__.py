"""How well each cause fits the answers, how likely that is, and which causes are named."""
