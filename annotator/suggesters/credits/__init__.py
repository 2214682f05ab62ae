"""Credits: who made a picture."""
