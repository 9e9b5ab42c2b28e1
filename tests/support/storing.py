"""A store that forgets: for tests of what is kept in it."""

from obstore.store import MemoryStore

from bot.storage import Storage


def in_memory() -> Storage:
    return Storage(MemoryStore(), "memory")
