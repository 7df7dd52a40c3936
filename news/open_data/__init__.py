"""Articles for machines: feeds, JSON API, linked data."""
