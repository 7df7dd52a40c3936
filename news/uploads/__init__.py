"""What editors upload: pictures drawn anew from their pixels, files to download looked into."""
