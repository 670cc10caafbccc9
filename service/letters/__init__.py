"""Templates and values → finished messages."""
