"""The reading view: an article as a well-set column, with what is marked painted under its text."""
