"""Tests of rankings/."""
