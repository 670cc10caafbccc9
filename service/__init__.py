"""mentormail: looks after a library's mentoring partnerships by mail."""
