"""What machines send: delivery reports, answering machines, answers to invitations."""
