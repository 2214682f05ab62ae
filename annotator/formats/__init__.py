"""How annotations come in and go out: one module a format, ``read()`` beside ``write()``."""

EXPORTS = ("json",)
"""The names that ``annotator export --format`` takes."""

KINDS = ("text", "json", "html", "mhtml", "markdown", "pdf", "docx", "rtf", "epub")
"""The names that ``annotator import --as`` takes."""
