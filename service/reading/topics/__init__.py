"""What was talked about: cues and learned words, and whose talk it was."""
