"""The connected mode: tablets without the post's certificate, whose drafts rest on this node."""
