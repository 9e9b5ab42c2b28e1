"""How often Python looks for circular garbage: seldom, in processes that make and drop thousands of rows at a time."""

import gc

# Of a morning's CPU with the default of 700 a fifth went into looking; what is dropped is freed at once all the same.
ALLOCATIONS_BETWEEN = 50_000


def collect_seldom() -> None:
    """For a process, once its modules are loaded: these are never looked through again."""
    gc.freeze()
    gc.set_threshold(ALLOCATIONS_BETWEEN, 20, 20)
