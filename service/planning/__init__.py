"""Pure: what is known and now → what should happen. No I/O, no clock, no database."""
