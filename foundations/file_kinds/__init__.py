"""What a file is, by its first bytes, whatever its name says. Imports nothing of the project."""
