"""What we print: documents made from plain data. Nothing here reads the clock, the database or the web."""
