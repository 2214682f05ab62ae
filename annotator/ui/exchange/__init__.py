"""What comes in and goes out by the window."""
