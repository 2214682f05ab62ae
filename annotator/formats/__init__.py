"""How annotations come in and go out: one module a format, which is a ``Format`` (see ``base``)."""
