"""What can go wrong while measuring."""


class BenchError(Exception):
    """The pages cannot be measured; the message says why, in words for whoever has started it."""
