"""Queries: which articles, and which annotations, a person asks for."""
