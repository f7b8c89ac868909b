"""A seeded simulator of a room: the real workshop, journal and web app over a clock, disk and network of its own.

One seed is one evening; the same seed plays the same evening again. `python -m tests.simulator` runs many.
"""
