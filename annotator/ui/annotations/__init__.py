"""Annotations: the list, the details, and what the keys do with what is marked."""
