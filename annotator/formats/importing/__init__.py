"""Importing: from the file of another tool to annotations at their places in the text."""
