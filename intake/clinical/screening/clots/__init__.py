"""What the rules about clots share: events, points, whether a cancer is active."""
