"""The world failed: errors whose message is a sentence for the person, saying what to do.

Anything that is not an AnnotatorError is a mistake of the program and belongs in the log.
"""


class AnnotatorError(Exception):
    """Something outside the program is wrong; ``str(error)`` says what, and what to do about it."""


class RefusedText(AnnotatorError):
    """A text or file that cannot become an article. Nothing was changed."""


class NeedsPassword(RefusedText):
    """A file that can be read once its password is known."""


class LibraryError(AnnotatorError):
    """A library that cannot be opened, read or written."""


class LibraryInUse(LibraryError):
    """Another program holds the writer's lock of this library."""


class StaleEdit(AnnotatorError):
    """A change that no longer applies: what it would remove is gone or was changed since."""


class Cancelled(AnnotatorError):
    """The person asked for the work to stop; nothing half-done is left behind."""


def not_loaded(error: Exception) -> str:
    """What to say where a module or a library of the system is missing: nothing is wrong with what was asked for."""
    return f"A part of the program could not be loaded: {error}. Install the program again, as its README says."
