"""Words → sentences: the classes of words that all grammars share, and how people part what they say."""
