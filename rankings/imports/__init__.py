"""A table on its way in: guessed (`guessing`), read as the clerk chose (`reader`), looked over, stored (`storing`)."""
