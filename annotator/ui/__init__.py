"""Everything Qt. Data flows one way: view → session → store → ``changed`` → views."""
