"""How annotations come in and go out: one module a format, ``read()`` beside ``write()``."""
