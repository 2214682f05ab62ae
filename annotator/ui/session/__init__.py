"""What is under way between a person's key and the answer to it."""
