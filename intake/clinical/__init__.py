"""The clinical floor: what answers mean for a massage. Pure Python; it knows no clock, no database and no web."""
