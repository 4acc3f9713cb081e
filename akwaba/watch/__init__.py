"""What happened near the border, how sure we are, and who must act."""
