"""Offices that live a whole year against an invented LINE: what `benchmarks.year` measures."""
