"""What officers fill in about households and persons."""
