"""What a library says about its articles: pure functions over the model."""
