"""Sentences → clauses, what each is about, and the days, times, lengths and ways of meeting it names."""
