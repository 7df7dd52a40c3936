"""Text of other programs, from the clipboard or a file, as the parts of an article."""
