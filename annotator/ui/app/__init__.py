"""Application: one window per library, and what the system needs for it."""
