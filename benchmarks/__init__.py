"""Measurements, each beside its peer in the same run; ratios of medians are what counts."""
