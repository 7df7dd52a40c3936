"""Articles from Word files: read, shown, stored as a draft."""
