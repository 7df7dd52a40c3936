"""Tests of the code, its catalogues and its documents, not of what they do."""
