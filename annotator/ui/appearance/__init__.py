"""How the window looks: its sizes and its icons."""
