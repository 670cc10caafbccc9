"""What did they mean? Pure: bytes and a context in, a Reading out. No I/O, no clock, no database."""
