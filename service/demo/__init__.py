"""A month of a mentoring program in about a minute: real parts and real sockets, a clock to step, an invented cast."""
