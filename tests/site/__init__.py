"""Tests of what only the whole site shows: site_project/ and pages of every wing."""
