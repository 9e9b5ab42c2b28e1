"""Errors that people are told about; anything else is a bug."""


class DomainError(Exception):
    """A request that cannot be done as asked: the text is the Thai sentence the user reads; nothing was changed."""
