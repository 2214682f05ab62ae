"""Suggesters: what proposes spans, each a plain function from a prepared text to suggestions."""
