"""Everything Qt. Data flows one way: view → workspace → store → ``changed`` → views."""
