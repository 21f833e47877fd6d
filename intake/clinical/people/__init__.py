"""Finding somebody, and who signs: names as they are spelt, birth dates as they are typed, ages. Nothing clinical."""
