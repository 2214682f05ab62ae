"""The library on disk. Import the module you need: only this package may load SQLAlchemy, and only when asked."""
