"""Codecs: one module a format, ``read()`` beside ``write()``."""
