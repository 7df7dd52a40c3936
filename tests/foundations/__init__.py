"""Tests of the ground and of the lower floor: foundations/."""
