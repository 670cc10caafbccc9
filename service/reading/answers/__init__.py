"""What single sentences answer beside meetings: how useful it was, and what is asked of the coordinator."""
