"""A program of any size over months, with scripted people of every temper; what it did is counted from its mails."""
