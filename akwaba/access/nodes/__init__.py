"""Nodes: cards exchanged face to face, who is enrolled, what a request of theirs must show."""
