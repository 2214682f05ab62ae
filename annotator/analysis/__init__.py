"""Analysis: what a library says about its articles, in pure functions over the model."""
