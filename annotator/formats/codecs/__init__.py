"""Codecs: one module a format, with a ``FORMAT`` that says what it is and how it is read and written."""
