"""Annotator: mark claims, sources, image credits and locations in news articles."""

__version__ = "0.1.0"
