"""Tests of news/ and of the apps above it."""
