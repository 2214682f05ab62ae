"""How good the suggestions are: measured on texts written for it, by ``python -m tests.quality``."""
