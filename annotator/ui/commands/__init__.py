"""Commands: everything that can be done, by menu, by key and by name."""
