"""Public holidays and working days: by when an answer is due. Start at `models.py`."""
