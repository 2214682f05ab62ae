"""What is exported, read by the programs it is for: ``python -m tests.clients``. Not part of the ordinary suite."""
