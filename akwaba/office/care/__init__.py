"""Looking after a node: a copy of it, putting a copy back, and whether all is well."""
