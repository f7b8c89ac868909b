"""Simulated phones over real HTTP, for the demo, tests and measurements; knows only forms."""
