"""Exporting: from the library to a file, with what it cannot hold, read back before it counts."""
