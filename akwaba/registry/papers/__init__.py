"""Paper that leaves the post: attestations with a signed code, and tokens that say nothing.

What is printed is decided here, and how it is signed; who may print it is decided by the services.
"""
