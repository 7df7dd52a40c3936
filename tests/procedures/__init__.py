"""Tests of procedures/."""
