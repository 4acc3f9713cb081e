"""The pages on which officers compare records."""
