"""How well typed words are read, over sample sets that lie outside the project: `python -m tools.accuracy --help`."""
