"""Facts written down by hand, as worked cases and `flask screen` hold them, read into the facts that rules know."""
