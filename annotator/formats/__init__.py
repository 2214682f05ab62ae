"""How annotations come in and go out: one module a format, ``read()`` beside ``write()``."""

KINDS = ("text", "html", "mhtml", "markdown", "pdf", "docx", "rtf", "epub")
"""The kinds of articles that ``annotator import --as`` takes, beside the names of formats."""
