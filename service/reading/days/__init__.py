"""Days, times, lengths and rhythms in prose: a small grammar of forms, not a search for anything like a date."""
