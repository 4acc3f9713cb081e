"""A capital and posts on one computer: processes of their own that can be killed at any moment."""
