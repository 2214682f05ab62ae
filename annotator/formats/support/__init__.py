"""Support: what several codecs have in common."""
