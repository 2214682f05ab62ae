"""Library: the list of articles and what is done with articles as a whole."""
