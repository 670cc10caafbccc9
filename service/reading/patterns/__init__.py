"""How patterns are searched: only where they can match, and quickly however many ways they have."""
