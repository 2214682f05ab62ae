"""Storage: the library on disk. Import the module you need: only it may load SQLAlchemy, and only when asked."""
