"""Clauses → the meetings told of: held, fallen through, to come, and what was said of each."""
