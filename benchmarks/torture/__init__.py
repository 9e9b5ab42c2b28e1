"""Kills the real processes at every commit and every HTTP boundary and at any moment, and proves that nothing an
official reported is lost and nothing is said twice."""
