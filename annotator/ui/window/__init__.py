"""Window: the frame around the panes, and what is said in it."""
