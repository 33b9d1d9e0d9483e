"""A session on its way: what the player on the screen and the one in lines share."""
