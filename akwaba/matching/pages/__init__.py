"""Pairs of records in words."""
