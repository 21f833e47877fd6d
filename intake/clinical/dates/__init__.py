"""When things were: days as people say them, with the span that each can mean, and days put into words."""
