"""Measurements of speed, apart from the tests: machines are noisy, so what counts is ratios within one run."""
