"""From the wish to install, update or remove a pack to what it would change."""
