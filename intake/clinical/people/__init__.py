"""Finding somebody: names as they are spelt, birth dates as they are typed. Nothing clinical."""
