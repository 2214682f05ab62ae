"""Suggestions: proposed, accepted, rejected."""
