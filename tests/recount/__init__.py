"""Evenings at random, counted a second time from their logs: `python -m tests.recount --seeds 200`."""
