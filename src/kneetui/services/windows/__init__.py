"""What several windows of one person share: who has which draft, and what another one changed."""
