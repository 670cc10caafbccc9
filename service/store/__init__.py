"""The one door to the database: it takes and gives domain values."""
