"""Forms: the shape and range of what is typed. No opinion on what it means."""
